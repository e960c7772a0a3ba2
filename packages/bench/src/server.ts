// What requests do to a server's event loop, with and without a pool of threads, and faces a second on 1 and 2 threads.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createFaceAnalyzer } from "@fagr/analyzer";
import { createFacePool } from "@fagr/analyzer/pool";
import { type LoadResult, type LoadSubject, measureLoad } from "./server/measure-load";
import { readCommandLine } from "./support/command-line.mjs";
import { describeMachine } from "./support/machine";
import { markdownTable } from "./support/markdown";
import { median } from "./support/statistics";
import { workspaceFolder } from "./support/workspace";
import { writeGuide } from "./support/write-guide";

const values = readCommandLine({
  name: "bench:server",
  summary:
    "What simultaneous requests do to a server's event loop, with and without a pool of threads, and faces a second on 1 and 2 threads.",
  options: {
    requests: {
      kind: "number",
      default: 50,
      least: 1,
      help: "Requests that come at once, each a photo of 512x512 with one face.",
    },
    rounds: { kind: "number", default: 5, least: 1, help: "Rounds; figures are medians." },
    write: { kind: "flag", help: "Put the table into docs/guides/limits.md." },
  },
});
const { requests, rounds } = values;
const photo = await readFile(join(workspaceFolder, "packages/testing/photos/astronaut.png"));
const subjects: Record<string, LoadSubject & AsyncDisposable> = {
  "an analyzer, no pool": await createFaceAnalyzer(),
  "a pool of 1 thread": await createFacePool({ threads: 1, queue: requests }),
  "a pool of 2 threads": await createFacePool({ threads: 2, queue: requests }),
};

const results = new Map<string, LoadResult[]>(Object.keys(subjects).map((name) => [name, []]));
for (const subject of Object.values(subjects)) await measureLoad(subject, photo, 4);
for (let round = 1; round <= rounds; round++)
  for (const [name, subject] of Object.entries(subjects)) {
    const result = await measureLoad(subject, photo, requests);
    results.get(name)!.push(result);
    console.error(`round ${round}, ${name}: p99 ${result.delayP99.toFixed(1)} ms`);
  }
for (const subject of Object.values(subjects)) await subject[Symbol.asyncDispose]();

const rows = [...results].map(([name, all]) => {
  const of = (key: keyof LoadResult) => median(all.map((one) => one[key])).toFixed(1);
  return [name, of("delayP99"), of("delayMaximum"), of("facesPerSecond")];
});
const text = [
  `${describeMachine()}, Node ${process.version}, ${requests} requests at once, medians of ${rounds} rounds; \`npm run bench:server\`.`,
  markdownTable(["who answers", "event-loop delay p99, ms", "longest, ms", "faces a second"], rows),
].join("\n\n");
console.log(text);
if (values.write) await writeGuide("bench:server", text, "docs/guides/limits.md");
