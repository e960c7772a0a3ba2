// What a page downloads until its first prediction, for each backend: an application of a few lines, bundled and minified, served
// to Chromium, and every file that it asked for counted.
import { writeFile } from "node:fs/promises";
import { weights as shipped } from "@fagr/weights";
import { backendSubjects } from "./backends/backend-subject";
import { createPageRow, describeChromium } from "./rows/page-row";
import { runInTurn } from "./rows/run-in-turn";
import { backendBytes } from "./size/backend-bytes";
import { sizeResults, sizeTable } from "./size/size-table";
import { readCommandLine } from "./support/command-line.mjs";
import { writeGuide } from "./support/write-guide";

const values = readCommandLine({
  name: "bench:size",
  summary:
    "What a page downloads until its first prediction, for each backend: a small application, bundled and minified, is served to Chromium, and every file that it requests is counted.",
  options: {
    only: { kind: "pattern", default: "", help: "Backends." },
    gpu: { kind: "flag", help: "Use a real GPU. Without it WebGPU and WebGL run on a software adapter." },
    json: { kind: "text", value: "file", help: "Write the figures into a file too." },
    write: { kind: "flag", help: "Put the table into docs/guides/backends.md." },
  },
});
const browser = await describeChromium();
if (!browser) {
  console.error("There is no Chromium here; set CHROMIUM_PATH.");
  process.exit(1);
}
const subjects = backendSubjects(values).filter(
  ({ environment, name }) => environment === "chromium" && values.only.test(name),
);
const findings = await runInTurn(
  subjects.map((subject) => ({ title: subject.name, row: createPageRow(subject) })),
  { rounds: 0, log: (line) => console.error(line) },
);
const results = sizeResults(subjects, findings, await Promise.all(subjects.map(backendBytes)));
const text = [
  `${browser}; weights ${shipped.manifest.name} ${shipped.manifest.version}. kB and MB are thousands and millions of bytes, after gzip.`,
  sizeTable(results),
].join("\n\n");
console.log(text);
if (values.json) await writeFile(values.json, `${JSON.stringify({ browser, results }, null, 2)}\n`);
if (values.write) await writeGuide("bench:size", text);
