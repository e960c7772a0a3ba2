import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

const { codeFingerprints, fingerprints, inBuildOrder, readPackages, withUsed } = await import(
  "../../../scripts/build-state.mjs" as string
);

let root: string;

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** The packages whose fingerprint changes by a file. */
function staleAfter(file: string): string[] {
  const before = fingerprints(readPackages(root));
  write(file, `${file} ${Math.random()}`.repeat(2));
  const after = fingerprints(readPackages(root));
  return Object.keys(after).filter((name) => after[name] !== before[name]);
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "fagr-build-state-"));
  for (const [name, dependencies] of [
    ["base", {}],
    ["middle", { base: "workspace:*", sharp: "1.0.0" }],
    ["top", { middle: "workspace:*" }],
    ["other", {}],
  ] as const)
    write(`packages/${name}/package.json`, JSON.stringify({ name, dependencies, scripts: { build: "tsup" } }));
});

afterAll(() => rmSync(root, { recursive: true }));

describe("what is built again", () => {
  it("is a package whose source changed, and all that use it", () => {
    expect(staleAfter("packages/base/src/index.ts")).toEqual(expect.arrayContaining(["base", "middle", "top"]));
    expect(staleAfter("packages/base/src/index.ts")).not.toContain("other");
    expect(staleAfter("packages/top/src/index.ts")).toEqual(["top"]);
  });

  it("is nothing after a change of a page, of a test or of what was built", () => {
    for (const file of ["README.md", "src/a.test.ts", "test/page.ts", "dist/index.js", "node_modules/x/index.js"])
      expect(staleAfter(`packages/base/${file}`)).toEqual([]);
  });

  it("is, of code alone, the package that changed, whoever uses it", () => {
    const before = codeFingerprints(readPackages(root));
    write("packages/base/src/other.ts", "export {};");
    const after = codeFingerprints(readPackages(root));
    expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual(["base"]);
  });

  it("comes behind what it uses", () => {
    expect(inBuildOrder(readPackages(root), ["top", "other", "base"])).toEqual(["base", "top", "other"]);
  });

  it("counts what is used in between", () => {
    expect([...withUsed(readPackages(root), "top")]).toEqual(["top", "middle", "base"]);
  });
});
