// `fagr evaluate`: data sets become faces, faces become kept predictions, predictions become measurements and a report. Predictions are
// stored as they come, so an interrupted run goes on.
import { InvalidArgumentError } from "@fagr/core";
import {
  type AgeRange,
  measureFaces,
  type NamedMeasurement,
  type Predictions,
  type PredictionsHeader,
} from "@fagr/evaluation";
import { isWanted, type Selection } from "./choose-faces";
import type { RunHeader } from "./describe-run";
import { nameRuns } from "./name-runs";

/** A run and its measurement. Plain data. */
export interface MeasuredRun extends NamedMeasurement {
  readonly run: PredictionsHeader;
  /** Pictures without a prediction: they could not be read. */
  readonly failed: number;
}

/**
 * Measures predictions, each run by itself.
 *
 * @throws InvalidArgumentError if the model cannot answer any of the ages, or no face is left.
 */
export function measureRuns(
  runs: readonly Predictions[],
  { ages, genderOnly = false }: Pick<Selection, "ages" | "genderOnly">,
): MeasuredRun[] {
  const names = nameRuns(runs);
  return runs.map(({ header, records }, index) => {
    const name = names[index]!;
    const known = agesOf(header);
    const wanted = records.filter((record) => isWanted(record, { ages, genderOnly }));
    if (wanted.length === 0)
      throw new InvalidArgumentError(`${name}: none of ${records.length} predicted faces is left to measure.`);
    const faces = genderOnly ? wanted.map((record) => ({ ...record, age: null })) : wanted;
    const measurement = measureFaces(faces, { ageRange: commonAges(known, ages), firstAge: known[0] });
    const { pictures = records.length } = header as Partial<RunHeader>;
    return { name, run: header, failed: pictures - records.length, measurement };
  });
}

/** The ages that a model can answer; those of the document where its predictions do not say. */
function agesOf({ model }: PredictionsHeader): AgeRange {
  const { ages } = model as Partial<RunHeader["model"]>;
  return ages ?? [18, 65];
}

function commonAges(known: AgeRange, wanted: AgeRange = known): AgeRange {
  const common = [Math.max(known[0], wanted[0]), Math.min(known[1], wanted[1])] as const;
  if (common[0] > common[1])
    throw new InvalidArgumentError(
      `Expected ages within the model's range, ${known.join(" to ")}; received ${wanted.join("-")}.`,
    );
  return common;
}
