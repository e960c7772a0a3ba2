import { type Architecture, planNetwork } from "@fagr/core/network";
import { checkAttributes } from "../attributes/attribute-class";
import { askTeachers } from "../distillation/ask-teachers";
import type { Lessons } from "../distillation/taught-targets";
import { loadHooks } from "../hooks/load-hooks";
import { sourceOffsets } from "../losses/source-offsets";
import { expandParameters } from "../network/expand";
import { moveAgeHead } from "../network/move-age-head";
import { fromNamedTensors, initialiseParameters, layOutParameters, toNamedTensors } from "../network/parameters";
import type { TrainedParts } from "../network/trained-parts";
import { bindSources } from "../recipe/bind-sources";
import { withLabelRules } from "../recipe/label-rules";
import { architectureOf, type Recipe } from "../recipe/recipe";
import { selectSamples } from "../recipe/select-samples";
import { createSampler } from "../sampler/create-sampler";
import { shippedWeights } from "./checkpoint";
import { CheckpointStore } from "./checkpoint-store";
import { describeConditions } from "./conditions";
import { StageLoop } from "./stage-loop";
import { StageState } from "./stage-state";
import type { TrainingSetup, TrainResult } from "./train-options";

/** A stage and where it stands in the recipe. */
export interface StagePlace {
  readonly recipe: Recipe;
  /** Its folder in the storage; undefined for the top. */
  readonly folder: string | undefined;
  readonly index: number;
  readonly stages: number;
  /** Weights by name to begin with instead of random ones. */
  readonly initialWeights: ReadonlyMap<string, Float32Array> | undefined;
  /** The ages of their age head, where it is to be moved to the recipe's. */
  readonly initialAgeRange?: Architecture["ageRange"] | undefined;
  /** Whether the age head of these weights is worth keeping. */
  readonly keepAgeHead: boolean;
}

/** Trains one stage, or goes on with it, or gives what it ended with before. */
export async function runStage(setup: TrainingSetup, place: StagePlace): Promise<TrainResult> {
  const { recipe, folder } = place;
  const { crops, storage, onEvent } = setup;
  const store = new CheckpointStore(storage, { folder, retention: setup.keep });
  const indices = selectSamples(setup.training, { samples: crops.manifest.samples, recipe });
  const trainingCrops = withLabelRules(crops, { labels: recipe.labels, ageRange: architectureOf(recipe).ageRange });
  const present = new Set(Array.from(setup.training, (index) => crops.manifest.samples[index]!.source));
  const { domains, sourceAges } = bindSources(recipe, present);
  const samples = Array.from(indices, (index) => withDomain(crops.manifest.samples[index]!, domains));
  const saved = await store.newest();
  const { attributes } = architectureOf(recipe);
  if (attributes)
    checkAttributes(attributes, {
      training: samples,
      validation: Array.from(setup.validation, (index) => crops.manifest.samples[index]!),
    });
  // Before any worker starts: an invalid module is reported at once.
  await loadHooks(recipe);
  const conditions = await describeConditions(setup, { recipe, training: indices });
  const state = new StageState(recipe, { samples, values: firstWeights(place), conditions });
  const isLast = place.index === place.stages - 1;
  if (saved) {
    const schedule = setup.extend ? (isLast ? "further" : "asItEnded") : "same";
    state.restore(saved, { place: store.describe(), schedule });
  }
  const { layout } = state;
  const finish = async (interrupted: boolean): Promise<TrainResult> => {
    const [best] = state.best;
    const weights =
      setup.weights === "best" && best && !interrupted ? shippedWeights(await store.at(best.step)) : state.shipped;
    return {
      stage: recipe.name,
      step: state.step,
      interrupted,
      weights: toNamedTensors(weights.slice(), layout),
      validation: state.validation,
      best: state.best,
    };
  };
  const { index, stages } = place;
  onEvent?.({
    kind: "stage",
    stage: recipe.name,
    index,
    stages,
    steps: recipe.schedule.steps,
    samples: samples.length,
  });
  if (saved) onEvent?.({ kind: "resumed", stage: recipe.name, step: saved.step });
  if (state.finished) return finish(false);

  const backend = typeof setup.backend === "object" ? setup.backend : { name: setup.backend ?? "wasm" };
  const { distillation } = recipe;
  let lessons: Lessons | undefined;
  if (distillation) {
    const { createTeam, signal, teachers = [] } = setup;
    const targets = await askTeachers(teachers, {
      ...{ recipe, crops, trainingCrops, indices, backend, createTeam, signal },
      onProgress: (progress) => onEvent?.({ kind: "lesson", stage: recipe.name, ...progress }),
    });
    if (!targets) return finish(true);
    lessons = { targets, share: distillation.share };
  }
  const team = await setup.createTeam(
    {
      architecture: state.architecture,
      crops: trainingCrops,
      loss: recipe.loss,
      augmentation: recipe.augmentation,
      seed: recipe.seed,
      backend,
      trained: trainedPartsOf(recipe),
      ...(lessons ? { lessons } : {}),
      ...(sourceAges
        ? {
            offsets: sourceOffsets({
              sourceAges,
              ageRange: state.architecture.ageRange,
              samples: Array.from(indices, (index) => trainingCrops.manifest.samples[index]!),
              sampler: createSampler(samples, { batches: recipe.batches, seed: recipe.seed }),
            }),
          }
        : {}),
    },
    layout.length,
  );
  try {
    const loop = new StageLoop({
      setup,
      state: state.moveTo(team.values),
      team,
      store,
      indices,
      trainingCrops,
      lessons,
    });
    await loop.run(saved);
  } finally {
    await team.dispose();
  }
  return finish(!state.finished);
}

function withDomain<Sample extends { domain: string; source: string }>(
  sample: Sample,
  domains: Recipe["domains"],
): Sample {
  const domain = domains?.[sample.source];
  return domain === undefined ? sample : { ...sample, domain };
}

function trainedPartsOf({ learningRates, batchNorm }: Recipe): TrainedParts {
  return { ...(learningRates ? { learningRates } : {}), ...(batchNorm ? { batchNorm } : {}) };
}

/** Random weights, or those that were given as far as they fit. */
function firstWeights({ recipe, initialWeights, initialAgeRange, keepAgeHead }: StagePlace): Float32Array {
  const architecture = architectureOf(recipe);
  const layout = layOutParameters(planNetwork(architecture));
  if (!initialWeights) return initialiseParameters(layout, recipe.seed);
  const values = expandParameters(initialWeights, { architecture, seed: recipe.seed });
  const heads = Object.keys(architecture.attributes ?? {});
  const ofHeads = [...initialWeights].filter(([name]) => heads.some((head) => name.startsWith(`${head}_`)));
  fromNamedTensors(new Map(ofHeads), { layout, into: values });
  if (keepAgeHead) {
    const moved = initialAgeRange
      ? moveAgeHead(initialWeights, { from: initialAgeRange, to: architecture.ageRange })
      : initialWeights;
    fromNamedTensors(moved, { layout, into: values });
  }
  return values;
}
