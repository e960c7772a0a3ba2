// What a page downloads until its first prediction, for each backend: an application of a few lines, bundled and minified, served
// to Chromium, and every file that it asked for counted.
//   npm run bench:size [-- --only wasm --gpu --json FILE --write]
// --write puts the table into docs/guides/backends.md.
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { weights as shipped } from "@fagr/weights";
import { backendEntries } from "./backends/backend-entry";
import { createPageRow, describeChromium } from "./rows/page-row";
import { runInTurn } from "./rows/run-in-turn";
import { sizeResults, sizeTable } from "./size/size-table";
import { writeGuide } from "./support/write-guide";

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    gpu: { type: "boolean", default: false },
    json: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const browser = await describeChromium();
if (!browser) {
  console.error("There is no Chromium here; set CHROMIUM_PATH.");
  process.exit(1);
}
const only = new RegExp(values.only, "i");
const entries = backendEntries(values).filter(({ environment, name }) => environment === "chromium" && only.test(name));
const findings = await runInTurn(
  entries.map((entry) => ({ title: entry.name, row: createPageRow(entry) })),
  { rounds: 0, log: (line) => console.error(line) },
);
const results = sizeResults(entries, findings);
const text = [
  `${browser}; weights ${shipped.manifest.name} ${shipped.manifest.version}. kB and MB are thousands and millions of bytes, after gzip.`,
  sizeTable(results),
].join("\n\n");
console.log(text);
if (values.json) await writeFile(values.json, `${JSON.stringify({ browser, results }, null, 2)}\n`);
if (values.write) await writeGuide("bench:size", text);
