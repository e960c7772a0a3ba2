// How right our model is beside those that a JavaScript developer could use instead, on the same faces in the same boxes: gender,
// age, and how much both move with the box.
//   npm run bench:accuracy [-- --data FOLDER --limit 1000 --model NAME=manifest.json --mirror --only "fagr|face-api" --out FOLDER
//     --skip-steadiness human --fresh --offline --write] [LFW=lfw:data/lfw "fairface:data/fairface?part=val" ...]
// Data sets are found below --data (../shared/data) by their usual names; others are given as name=reader:path, with
// --validation name=reader:path where only the part is to be measured that training left aside. YuNet finds each face once.
// Faces, predictions and figures are kept in --out, so that the same command redraws everything and only measures what is new.
// Peers whose files are not here are told as such; face-api and human are installed into a cache, once. --write puts tables and
// figures into docs.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { weights as shipped } from "@fagr/weights";
import { type Candidate, ourCandidate, peerCandidate } from "./accuracy/candidate";
import { collectAnswers } from "./accuracy/collect-answers";
import { measureAnswers } from "./accuracy/measure-answers";
import { findMeasuredSets, parseMeasuredSet, shippedValidationShare } from "./accuracy/measured-set";
import { chooseDetector, detectorName, prepareSet } from "./accuracy/prepare-set";
import { comparedAges } from "./accuracy/select-faces";
import { writeReport } from "./accuracy/write-report";
import { installTfjsPeers, peers } from "./peers";
import { workspaceFolder } from "./support/workspace";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: "string", default: join(workspaceFolder, "../shared/data") },
    validation: { type: "string", multiple: true, default: [] },
    limit: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    steady: { type: "string", default: "100" },
    repeats: { type: "string", default: "10" },
    model: { type: "string", multiple: true, default: [] },
    mirror: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    "skip-steadiness": { type: "string" },
    detector: { type: "string" },
    "detector-size": { type: "string" },
    out: { type: "string", default: join(workspaceFolder, "packages/bench/generated/accuracy") },
    fresh: { type: "boolean", default: false },
    offline: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const log = (line: string) => console.error(line);
const { out, fresh } = values;
const sets = [
  ...(existsSync(values.data) ? findMeasuredSets(values.data) : []),
  ...values.validation.map((text) => parseMeasuredSet(text, shippedValidationShare)),
  ...positionals.map((text) => parseMeasuredSet(text)),
];
if (sets.length === 0) {
  console.error(`There is no data set below ${values.data}. Name some: npm run bench:accuracy -- LFW=lfw:data/lfw`);
  process.exit(1);
}
const detector = chooseDetector(values.detector, values["detector-size"] ? Number(values["detector-size"]) : undefined);
const selection = { limit: Number(values.limit), seed: Number(values.seed), ageRange: comparedAges };
const prepared = [];
for (const set of sets) prepared.push(await prepareSet(set, { selection, detector, out, fresh, log }));

if (!values.offline) await installTfjsPeers().catch((error: Error) => log(error.message));
const ours = values.model.length > 0 ? values.model.map(parseModel) : [{ name: "fagr", source: shipped }];
const candidates: Candidate[] = [];
for (const { name, source } of ours) {
  candidates.push(await ourCandidate(name, source));
  if (values.mirror) candidates.push(await ourCandidate(name, source, { mirror: true }));
}
for (const peer of peers) {
  const { available, reason } = await peer.isAvailable();
  if (available) candidates.push(await peerCandidate(peer));
  else log(`${peer.name} is left out. ${reason}`);
}
const unsteady = values["skip-steadiness"] === undefined ? undefined : new RegExp(values["skip-steadiness"], "i");
const only = new RegExp(values.only, "i");
const jitter = { deviation: 0.03, repeats: Number(values.repeats), faces: Number(values.steady) };
const compared = [];
for (const candidate of candidates.filter(({ name }) => only.test(name)))
  compared.push({
    candidate,
    answers: await collectAnswers(candidate, prepared, {
      ...{ out, fresh, detector: detectorName(detector), log },
      jitter: unsteady?.test(candidate.name) ? null : jitter,
    }),
  });
if (compared.length === 0) {
  console.error(`No model is called like --only ${values.only}.`);
  process.exit(1);
}
const settings = {
  models: compared.map(({ candidate: { name, identity } }) => ({ ...identity, name })),
  detector: detectorName(detector),
  jitter,
};
console.log(await writeReport(measureAnswers(prepared, compared), settings, { out, write: values.write }));

/** NAME=manifest.json, or the manifest alone. */
function parseModel(text: string): { name: string; source: string } {
  const [, name, source] = /^(?:([^=]+)=)?(.+)$/.exec(text)!;
  return { name: name ?? source!, source: source! };
}
