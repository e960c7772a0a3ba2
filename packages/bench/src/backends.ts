// Every backend on every Node and in Chromium: whether it runs, how far its answers are from the reference, how long it takes, how
// much memory it needs, and what a page downloads for it.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadWeights } from "@fagr/core/network";
import { weights as shipped } from "@fagr/weights";
import { type BackendResult, toResult } from "./backends/backend-result";
import { type BackendSubject, backendSubjects } from "./backends/backend-subject";
import { backendsTable } from "./backends/backends-table";
import { benchFaces, referenceAnswers } from "./backends/faces";
import { findNode } from "./backends/node-versions";
import { createNodeRow } from "./rows/node-row";
import { createPageRow, describeChromium } from "./rows/page-row";
import type { Row } from "./rows/row";
import { runInTurn } from "./rows/run-in-turn";
import { readCommandLine } from "./support/command-line.mjs";
import { describeMachine } from "./support/machine";
import { writeGuide } from "./support/write-guide";

const values = readCommandLine({
  name: "bench:backends",
  summary:
    "Every backend on every Node and in Chromium: whether it runs, how far its answers are from the reference, how long it takes, how much memory it needs, and what a page downloads for it.",
  options: {
    rounds: { kind: "number", default: 5, least: 1, help: "Rounds of timing; backends take turns." },
    only: { kind: "pattern", default: "", help: "Backends and environments, such as 'wasm chromium'." },
    nodes: { kind: "text", default: "20,22,24", value: "majors", help: "Versions of Node, fetched from npm once." },
    gpu: {
      kind: "flag",
      help: "Use a real GPU. Without it WebGPU and WebGL run on a software adapter, and are marked so.",
    },
    offline: { kind: "flag", help: "Install nothing: measure what is here." },
    json: { kind: "text", value: "file", help: "Write the figures into a file too." },
    write: { kind: "flag", help: "Put the table into docs/guides/backends.md." },
  },
  examples: ["npm run bench:backends -- --only wasm --nodes 22 --offline"],
});
const subjectsOf = (environment: BackendSubject["environment"]) =>
  backendSubjects(values).filter(
    (subject) => subject.environment === environment && values.only.test(`${subject.name} ${environment}`),
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
  subjects: readonly BackendSubject[],
  createRow: ((subject: BackendSubject) => Row) | string,
): Promise<void> {
  const findings =
    typeof createRow === "string"
      ? subjects.map(() => ({ error: createRow, rounds: [] }))
      : await runInTurn(
          subjects.map((subject) => ({
            title: `${environment}, ${subject.name}`,
            row: createRow(subject),
            ...(subject.software ? { mostRounds: 1 } : {}),
          })),
          { rounds: values.rounds, log: (line) => console.error(line) },
        );
  results.push(...subjects.map((subject, index) => toResult(subject, environment, findings[index]!, reference)));
}

const nodeSubjects = subjectsOf("node");
if (nodeSubjects.length > 0)
  for (const major of values.nodes.split(",").filter(Boolean).map(Number)) {
    const { name, executable, missing } = await findNode(major, values);
    await measure(
      name,
      nodeSubjects,
      executable
        ? (subject) =>
            createNodeRow(
              { kind: "backend", backend: subject, pixelsFile },
              { executable, variables: subject.variables },
            )
        : missing!,
    );
  }
const chromiumSubjects = subjectsOf("chromium");
if (chromiumSubjects.length > 0) {
  const name = await describeChromium();
  await measure(
    name ?? "Chromium",
    chromiumSubjects,
    name ? (subject) => createPageRow(subject, pixels) : "There is no Chromium here; set CHROMIUM_PATH.",
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
