import type { Architecture } from "@fagr/core/network";
import type { CropSet } from "@fagr/data/crops";
import type { LossOptions } from "../losses/loss-kinds";
import { sumFigures, type TaskFigures, toFigures } from "./task-figures";
import type { Team } from "./team";

/** Figures of a data set. */
export interface ValidationFigures extends TaskFigures {
  /** Samples. */
  readonly count: number;
}

/** Figures over all validation samples and by data set. */
export interface ValidationResult extends ValidationFigures {
  readonly bySource: Readonly<Record<string, ValidationFigures>>;
}

/** What {@link validate} measures. */
export interface ValidateOptions {
  /** Flat, see ParameterLayout. */
  readonly weights: Float32Array;
  readonly crops: CropSet;
  /** Indices into the crop set. */
  readonly indices: Int32Array;
  readonly architecture: Architecture;
  /** Tells which tasks are trained. */
  readonly loss: LossOptions;
}

/** Measures weights on samples that training does not see, on the packed crops as they are. */
export async function validate(
  team: Team,
  { weights, crops, indices, architecture, loss }: ValidateOptions,
): Promise<ValidationResult> {
  const training = team.values.slice();
  team.values.set(weights);
  const { age, gender, attributes } = await team.predict(indices);
  team.values.set(training);

  const { attributes: labels = {} } = architecture;
  const classes = age.length / Math.max(indices.length, 1);
  const samples = Array.from(indices, (index) => crops.manifest.samples[index]!);
  const sources = [...new Set(samples.map(({ source }) => source))];
  const figures = (rows: readonly number[]): ValidationFigures => {
    const pick = (all: Float32Array, width: number) => {
      const picked = new Float32Array(rows.length * width);
      for (const [to, from] of rows.entries()) picked.set(all.subarray(from * width, (from + 1) * width), to * width);
      return picked;
    };
    const sums = sumFigures(
      {
        age: pick(age, classes),
        gender: pick(gender, 2),
        attributes: Object.fromEntries(
          Object.entries(attributes).map(([name, all]) => [name, pick(all, labels[name]!.length)]),
        ),
      },
      { samples: rows.map((row) => samples[row]!), ageRange: architecture.ageRange, loss, attributes: labels },
    );
    return { count: rows.length, ...toFigures(sums) };
  };
  const rows = [...samples.keys()];
  return {
    ...figures(rows),
    bySource: Object.fromEntries(
      sources.map((source) => [source, figures(rows.filter((row) => samples[row]!.source === source))]),
    ),
  };
}
