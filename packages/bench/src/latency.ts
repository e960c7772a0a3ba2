// How long our network takes on each runtime for Node beside other people's on the same, and in a page on the runtimes that a page can have:
// one thread, the network alone.
//   npm run bench:latency [-- --rounds 7 --only chromium --offline --json FILE --write]
// Each runs in a process or browser of its own, all take turns, and the figures are medians. Where the machine does something else
// too, put `chrt -f 50` before node. Peers whose files are not here are told as such; face-api and human are
// installed into a cache, once. --write puts the table into docs/guides/backends.md.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadWeights } from "@fagr/core/network";
import { weights as shipped } from "@fagr/weights";
import { benchFaces } from "./backends/faces";
import { createContestants } from "./latency/contestants";
import { latencyResults, latencyTable } from "./latency/latency-table";
import { installTfjsPeers } from "./peers";
import { describeChromium } from "./rows/page-row";
import { runInTurn } from "./rows/run-in-turn";
import { describeMachine } from "./support/machine";
import { writeGuide } from "./support/write-guide";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    only: { type: "string", default: "" },
    offline: { type: "boolean", default: false },
    json: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const log = (line: string) => console.error(line);
if (!values.offline) await installTfjsPeers().catch((error: Error) => log(error.message));

const folder = await mkdtemp(join(tmpdir(), "fagr-bench-"));
const pixelsFile = join(folder, "pixels.bin");
const { data } = await benchFaces(await loadWeights(shipped));
const pixels = new Uint8Array(data.buffer);
await writeFile(pixelsFile, pixels);

const only = new RegExp(values.only, "i");
const contestants = createContestants().filter(({ where, runtime, network }) =>
  only.test(`${network} on ${runtime} in ${where}`),
);
const rows = contestants.map(({ where, runtime, network, open }) => ({
  title: `${network} on ${runtime} in ${where}`,
  row: open({ pixels, pixelsFile }),
}));
const results = latencyResults(contestants, await runInTurn(rows, { rounds: Number(values.rounds), log }));
await rm(folder, { recursive: true });

const places = [`Node ${process.version}`, await describeChromium()].filter(Boolean).join(", ");
const text = [
  `${describeMachine()}, ${places}, one thread, medians of ${values.rounds} rounds.`,
  latencyTable(results),
].join("\n\n");
console.log(text);
if (values.json) await writeFile(values.json, `${JSON.stringify({ machine: describeMachine(), results }, null, 2)}\n`);
if (values.write) await writeGuide("bench:latency", text);
