import { join } from "node:path";
import { InvalidArgumentError } from "@fagr/core";
import { writeWholeFile } from "@fagr/core/files";
import { planNetwork } from "@fagr/core/network";
import type { SplitCropSet } from "@fagr/data";
import { architectureOf, type TrainingRecipe } from "@fagr/training";
import {
  expandParameters,
  fromNamedTensors,
  initialiseParameters,
  layOutParameters,
  moveAgeHead,
  planTraining,
  toNamedTensors,
} from "@fagr/training/building-blocks";
import type { TrainedWeights } from "./load-trained-weights";
import type { WeightsOrigin } from "./weights-origin";
import { writeWeights } from "./write-weights";

/**
 * Writes a training plan (plan.json) and the initial weights (manifest.json), for TensorFlow.
 *
 * @returns The paths of both.
 * @throws InvalidArgumentError for a recipe of several stages, and for what a plan cannot say.
 */
export async function writePlan(
  { stages, name }: TrainingRecipe,
  {
    folder,
    licence,
    initial,
    origins,
    ...data
  }: SplitCropSet & {
    folder: string;
    licence: string;
    initial: TrainedWeights | undefined;
    origins: readonly WeightsOrigin[];
  },
): Promise<string[]> {
  const [stage, ...others] = stages;
  if (!stage || others.length > 0)
    throw new InvalidArgumentError(
      `Expected a recipe of one stage with --plan, received "${name}" with ${stages.length}. Train all stages but the last with fagr, write the last stage's recipe into a file, and start it with --initial-weights.`,
    );
  const plan = planTraining(stage, data);
  const architecture = architectureOf(stage);
  const layout = layOutParameters(planNetwork(architecture));
  let values = initialiseParameters(layout, stage.seed);
  if (initial) {
    values = expandParameters(initial.weights, { architecture, seed: stage.seed });
    const { ageRange } = initial.architecture;
    fromNamedTensors(moveAgeHead(initial.weights, { from: ageRange, to: architecture.ageRange }), {
      layout,
      into: values,
    });
  }
  const file = join(folder, "plan.json");
  await writeWholeFile(file, `${JSON.stringify(plan)}\n`);
  const weights = toNamedTensors(values, layout);
  const result = { stage: stage.name, step: 0, interrupted: false, weights, validation: null, best: [] };
  const manifest = await writeWeights(result, { ...data, folder, name, licence, stages, origins });
  return [file, manifest];
}
