// How right our model is beside those that a JavaScript developer could use instead, on the same faces in the same boxes: gender,
// age, and how much both move with the box.
//   npm run bench:accuracy [-- --data FOLDER --limit 1000 --seed 1 --detector YUNET.onnx --detector-size 320
//     --model NAME=manifest.json --mirror --only "fagr|face-api" --steady 100 --repeats 10 --skip-steadiness human
//     --out FOLDER --fresh --offline --write] [LFW=lfw:data/lfw "fairface:data/fairface?part=val" ...]
// Data sets are found below --data (../shared/data) by their usual names; others are given as name=reader:path, with
// --validation name=reader:path where only the part is to be measured that training left aside. YuNet finds each face once.
// --limit is of faces a data set, --steady of faces whose box is moved --repeats times; --skip-steadiness names slow models, whose
// answers for moved boxes are only told where they are kept. Faces, predictions and figures are kept in --out, so that the same command
// redraws everything and only measures what is new. Peers whose files are not here are told as such; face-api and human are
// installed into a cache, once. --write puts tables and figures into docs.
import { isFagrError } from "@fagr/core";
import { collectAnswers } from "./accuracy/collect-answers";
import { listCandidates } from "./accuracy/list-candidates";
import { measureAnswers } from "./accuracy/measure-answers";
import { detectorName, prepareSet } from "./accuracy/prepare-set";
import { readOptions } from "./accuracy/read-options";
import { writeReport } from "./accuracy/write-report";

const log = (line: string) => console.error(line);
try {
  await compare(process.argv.slice(2));
} catch (error) {
  if (!isFagrError(error)) throw error;
  log(error.message);
  process.exitCode = 1;
}

async function compare(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const { out, fresh, write, jitter, steadinessOf } = options;
  const detector = detectorName(options.detector);
  const sets = [];
  for (const set of options.sets) sets.push(await prepareSet(set, { ...options, log }));
  const compared = [];
  for (const candidate of await listCandidates(options, log)) {
    const how = { out, fresh, detector, log, jitter, steadiness: steadinessOf(candidate.name) };
    compared.push({ candidate, answers: await collectAnswers(candidate, sets, how) });
  }
  const models = compared.map(({ candidate: { name, identity } }) => ({ ...identity, name }));
  console.log(await writeReport(measureAnswers(sets, compared), { models, detector, jitter }, { out, write }));
}
