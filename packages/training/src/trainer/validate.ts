import { type Architecture, decodePredictions } from "@fagr/core";
import type { CropSet } from "../crops/crop-set";
import { evaluatePredictions } from "../evaluation/evaluate-predictions";
import type { ReplicaPrediction } from "./replica";
import type { Team } from "./team";

/** Figures of a data set. */
export interface ValidationFigures {
  readonly count: number;
  readonly genderAccuracy: number | null;
  /** Years, over the ages of the architecture. */
  readonly ageError: number | null;
}

/** Figures over all validation samples and by data set. */
export interface ValidationResult extends ValidationFigures {
  readonly bySource: Readonly<Record<string, ValidationFigures>>;
}

/** Measures weights on samples that training does not see, on the packed crops as they are. */
export async function validate(
  team: Team,
  {
    weights,
    crops,
    indices,
    architecture,
  }: { weights: Float32Array; crops: CropSet; indices: Int32Array; architecture: Architecture },
): Promise<ValidationResult> {
  const training = team.values.slice();
  team.values.set(weights);
  const probabilities = await team.predict(indices);
  team.values.set(training);
  return measure(probabilities, { crops, indices, architecture });
}

function measure(
  probabilities: ReplicaPrediction,
  { crops, indices, architecture }: { crops: CropSet; indices: Int32Array; architecture: Architecture },
): ValidationResult {
  const [minimum, maximum] = architecture.ageRange;
  const predictions = decodePredictions(probabilities, {
    labels: { age: { minimum, maximum }, gender: ["female", "male"] },
  });
  const samples = Array.from(indices, (index) => crops.manifest.samples[index]!);
  const figures = (source?: string): ValidationFigures => {
    const chosen = samples.flatMap((sample, index) =>
      source === undefined || sample.source === source ? [{ sample, prediction: predictions[index]! }] : [],
    );
    const { count, gender, age } = evaluatePredictions(
      chosen.map(({ sample }) => ({
        age: sample.age,
        gender: sample.gender === null ? null : sample.gender === 1 ? "male" : "female",
      })),
      chosen.map(({ prediction }) => prediction),
      { ageRange: architecture.ageRange },
    );
    return { count, genderAccuracy: gender.accuracy, ageError: age.mae };
  };
  const sources = [...new Set(samples.map((sample) => sample.source))];
  return { ...figures(), bySource: Object.fromEntries(sources.map((source) => [source, figures(source)])) };
}
