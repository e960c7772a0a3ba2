// How right our model is beside those that a JavaScript developer could use instead, on the same faces in the same boxes: gender,
// age, and how much both move with the box.
import { isFagrError } from "@fagr/core";
import { collectAnswers } from "./accuracy/collect-answers";
import { listSubjects } from "./accuracy/list-subjects";
import { measureAnswers } from "./accuracy/measure-answers";
import { detectorName, prepareSet } from "./accuracy/prepare-set";
import { type AccuracyOptions, accuracyCommand, readOptions } from "./accuracy/read-options";
import { writeReport } from "./accuracy/write-report";
import { readCommandLine } from "./support/command-line.mjs";

const log = (line: string) => console.error(line);
try {
  await compare(readCommandLine(accuracyCommand, readOptions));
} catch (error) {
  if (!isFagrError(error)) throw error;
  log(error.message);
  process.exitCode = 1;
}

async function compare(options: AccuracyOptions): Promise<void> {
  const { out, fresh, write, jitter, steadinessOf } = options;
  const detector = detectorName(options.detector);
  const sets = [];
  for (const set of options.sets) sets.push(await prepareSet(set, { ...options, log }));
  const compared = [];
  for (const subject of await listSubjects(options, log)) {
    const how = { out, fresh, detector, log, jitter, steadiness: steadinessOf(subject.name) };
    compared.push({ subject, answers: await collectAnswers(subject, sets, how) });
  }
  const models = compared.map(({ subject: { name, identity } }) => ({ ...identity, name }));
  console.log(await writeReport(measureAnswers(sets, compared), { models, detector, jitter }, { out, write }));
}
