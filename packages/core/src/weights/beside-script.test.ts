import { readFile } from "node:fs/promises";
import vm from "node:vm";
import { expect, it } from "@jest/globals";
import { transform } from "@swc/core";

const source = await readFile(new URL("beside-script.ts", import.meta.url), "utf8");
const { code } = await transform(source, { jsc: { parser: { syntax: "typescript" } }, module: { type: "commonjs" } });

/** What the function says in a script with these globals. */
function besideIn(globals: object, path: string): string {
  const exports: { besideScript?: (path: string) => URL } = {};
  vm.runInNewContext(code, { exports, URL, ...globals });
  return exports.besideScript!(path).href;
}

it.each([
  [{ __filename: "/srv/my app/dist/100%#1.cjs" }, "file:///srv/my%20app/models/a.bin"],
  [{ __filename: "C:\\app\\dist\\index.cjs" }, "file:///C:/app/models/a.bin"],
  [{ document: { currentScript: { src: "https://a.org/js/app.js?v=1" } } }, "https://a.org/models/a.bin"],
  [{ location: { href: "https://a.org/w/worker.js" } }, "https://a.org/models/a.bin"],
  [{ location: { href: "about:blank" } }, "file:///models/a.bin"],
  [{}, "file:///models/a.bin"],
])("in a script with %j it is %s", (globals, expected) => {
  expect(besideIn(globals, "../models/a.bin")).toBe(expected);
});
