// How long our network takes on each runtime for Node beside other people's on the same, and in a page on the runtimes that a page can have:
// one thread, the network alone.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadWeights } from "@fagr/core/network";
import { weights as shipped } from "@fagr/weights";
import { benchFaces } from "./backends/faces";
import { latencyResults, latencyTable } from "./latency/latency-table";
import { latencySubjects } from "./latency/subjects";
import { installTfjsPeers } from "./peers";
import { describeChromium } from "./rows/page-row";
import { runInTurn } from "./rows/run-in-turn";
import { readCommandLine } from "./support/command-line.mjs";
import { describeMachine } from "./support/machine";
import { writeGuide } from "./support/write-guide";

const values = readCommandLine({
  name: "bench:latency",
  summary:
    "Time of the network alone, on one thread: fagr's beside other people's on each runtime for Node, and fagr's on the runtimes that a page can have.",
  options: {
    rounds: {
      kind: "number",
      default: 7,
      least: 1,
      help: "Rounds of timing; subjects take turns, each in a process or browser of its own.",
    },
    only: { kind: "pattern", default: "", help: "Subjects, such as 'fagr on onnxruntime-node' or chromium." },
    offline: { kind: "flag", help: "Install nothing: measure what is here." },
    json: { kind: "text", value: "file", help: "Write the figures into a file too." },
    write: { kind: "flag", help: "Put the table into docs/guides/backends.md." },
  },
  notes: [
    "face-api and human are installed into a cache, once. Peers whose files are not here are named and left out.",
    "On a busy machine put `chrt -f 50` before node.",
  ],
  examples: ["npm run bench:latency -- --only 'in Node' --rounds 3"],
});
const log = (line: string) => console.error(line);
if (!values.offline) await installTfjsPeers().catch((error: Error) => log(error.message));

const folder = await mkdtemp(join(tmpdir(), "fagr-bench-"));
const pixelsFile = join(folder, "pixels.bin");
const { data } = await benchFaces(await loadWeights(shipped));
const pixels = new Uint8Array(data.buffer);
await writeFile(pixelsFile, pixels);

const subjects = latencySubjects().filter(({ where, runtime, network }) =>
  values.only.test(`${network} on ${runtime} in ${where}`),
);
const rows = subjects.map(({ where, runtime, network, open }) => ({
  title: `${network} on ${runtime} in ${where}`,
  row: open({ pixels, pixelsFile }),
}));
const results = latencyResults(subjects, await runInTurn(rows, { rounds: values.rounds, log }));
await rm(folder, { recursive: true });

const places = [`Node ${process.version}`, await describeChromium()].filter(Boolean).join(", ");
const text = [
  `${describeMachine()}, ${places}, one thread, medians of ${values.rounds} rounds.`,
  latencyTable(results),
].join("\n\n");
console.log(text);
if (values.json) await writeFile(values.json, `${JSON.stringify({ machine: describeMachine(), results }, null, 2)}\n`);
if (values.write) await writeGuide("bench:latency", text);
