import { type Architecture, architectureNames, createArchitecture } from "@fagr/core/network";
import { type FittedLabels, fitBatches } from "./fit-batches";
import { compactStage } from "./named-recipes";
import type { RecipeArchitecture, TrainingRecipe } from "./recipe";

/** What is fine-tuned. */
export interface FineTuneOptions {
  /** The network of the initial weights. */
  readonly architecture: Architecture;
  /** Age range of the new network, years. Default: that of the architecture. */
  readonly ageRange?: Architecture["ageRange"];
}

/**
 * A recipe that improves trained weights on a few hundred faces of your own, in minutes: the first rows are frozen, the others
 * learn at a fraction of the heads' learning rate, batch normalisation keeps its statistics, and batches are fitted to the data
 * as in {@link fittedRecipe}. Pass the weights to `train` as `initialWeights`, and for another age range their `initialAgeRange`.
 *
 * @param samples - those of the training split
 * @throws DataError if none has an age of the network or a gender.
 *
 * @example
 * ```ts
 * const { manifest, tensors } = await loadWeights(weights);
 * const samples = Array.from(data.training, (index) => data.crops.manifest.samples[index]!);
 * const result = await train({
 *   ...data,
 *   recipe: fineTuneRecipe(samples, { architecture: manifest.architecture, ageRange: [10, 80] }),
 *   initialWeights: tensors,
 *   initialAgeRange: manifest.architecture.ageRange,
 * });
 * ```
 */
export function fineTuneRecipe(
  samples: readonly FittedLabels[],
  { architecture, ageRange = architecture.ageRange }: FineTuneOptions,
): TrainingRecipe {
  const fitted = fitBatches(samples, { name: "fine-tune", ageRange, size: 64, loss: compactStage.loss });
  const stage = {
    ...compactStage,
    name: "fine-tune",
    architecture: describeArchitecture({ ...architecture, ageRange }),
    ...fitted,
    schedule: { kind: "cosine", learningRate: 0.001, warmUpSteps: 20, steps: 300 },
    averageDecay: 0.98,
    learningRates: { row1: 0, row2: 0, row3: 0, body: 0.3 },
    batchNorm: "frozen",
  } as const;
  return { name: "fine-tune", stages: [stage] };
}

/** An architecture as the nearest one that has a name and what differs from it, so that recipes stay small. */
function describeArchitecture(architecture: Architecture): RecipeArchitecture {
  const described = architectureNames.map((base) => {
    const named = createArchitecture(base);
    const changes = Object.entries(architecture).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(named[field as keyof Architecture]),
    );
    return { base, changes };
  });
  const { base, changes } = described.reduce((best, other) =>
    other.changes.length < best.changes.length ? other : best,
  );
  return changes.length === 0 ? base : { base, ...Object.fromEntries(changes) };
}
