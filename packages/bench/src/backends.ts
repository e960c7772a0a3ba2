// Every backend on every Node and in Chromium: whether it runs, how far its answers are from the reference, how long it takes, how
// much memory it needs, and what a page downloads for it.
//   npm run bench:backends [-- --rounds 5 --only "wasm" --nodes 20,22,24 --gpu --offline --json FILE --write]
// Backends that need a graphics card run on a program in its place, and are marked so, unless you say --gpu.
// --write puts the table into docs/guides/backends.md. Node 22 and 24 come from the npm registry, once, into a cache.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadWeights } from "@fagr/core/network";
import { weights as shipped } from "@fagr/weights";
import { type BackendEntry, backendEntries } from "./backends/backend-entry";
import { type BackendResult, toResult } from "./backends/backend-result";
import { backendsTable } from "./backends/backends-table";
import { benchFaces, referenceAnswers } from "./backends/faces";
import { findNode } from "./backends/node-versions";
import { createNodeRow } from "./rows/node-row";
import { createPageRow, describeChromium } from "./rows/page-row";
import type { Row } from "./rows/row";
import { runInTurn } from "./rows/run-in-turn";
import { describeMachine } from "./support/machine";
import { writeGuide } from "./support/write-guide";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    only: { type: "string", default: "" },
    nodes: { type: "string", default: "20,22,24" },
    gpu: { type: "boolean", default: false },
    offline: { type: "boolean", default: false },
    json: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const only = new RegExp(values.only, "i");
const entriesOf = (environment: BackendEntry["environment"]) =>
  backendEntries(values).filter(
    (entry) => entry.environment === environment && only.test(`${entry.name} ${environment}`),
  );

const weights = await loadWeights(shipped);
const faces = await benchFaces(weights);
const reference = await referenceAnswers(weights, faces);
const pixels = new Uint8Array(faces.data.buffer);
const folder = await mkdtemp(join(tmpdir(), "fagr-bench-"));
const pixelsFile = join(folder, "pixels.bin");
await writeFile(pixelsFile, pixels);

const results: BackendResult[] = [];
/** All rows of an environment; without a way to make rows they are told as missing. */
async function measure(
  environment: string,
  entries: readonly BackendEntry[],
  createRow: ((entry: BackendEntry) => Row) | string,
): Promise<void> {
  const findings =
    typeof createRow === "string"
      ? entries.map(() => ({ error: createRow, rounds: [] }))
      : await runInTurn(
          entries.map((entry) => ({
            title: `${environment}, ${entry.name}`,
            row: createRow(entry),
            ...(entry.software ? { mostRounds: 1 } : {}),
          })),
          { rounds: Number(values.rounds), log: (line) => console.error(line) },
        );
  results.push(...entries.map((entry, index) => toResult(entry, environment, findings[index]!, reference)));
}

const nodeEntries = entriesOf("node");
if (nodeEntries.length > 0)
  for (const major of values.nodes.split(",").filter(Boolean).map(Number)) {
    const { name, executable, missing } = await findNode(major, values);
    await measure(
      name,
      nodeEntries,
      executable
        ? (entry) => createNodeRow({ kind: "backend", entry, pixelsFile }, { executable, variables: entry.variables })
        : missing!,
    );
  }
const chromiumEntries = entriesOf("chromium");
if (chromiumEntries.length > 0) {
  const name = await describeChromium();
  await measure(
    name ?? "Chromium",
    chromiumEntries,
    name ? (entry) => createPageRow(entry, pixels) : "There is no Chromium here; set CHROMIUM_PATH.",
  );
}
await rm(folder, { recursive: true });

const text = [
  `${describeMachine()}, one thread. Model ${shipped.manifest.name} ${shipped.manifest.version}; reference: TensorFlow.js in plain JavaScript.`,
  backendsTable(results),
].join("\n\n");
console.log(text);
if (values.json) await writeFile(values.json, `${JSON.stringify({ machine: describeMachine(), results }, null, 2)}\n`);
if (values.write) await writeGuide("bench:backends", text);
