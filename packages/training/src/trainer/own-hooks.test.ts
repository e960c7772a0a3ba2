import { DataError, InvalidArgumentError, TrainingError } from "@fagr/core";
import { describe, expect, it } from "@jest/globals";
import { tinySplit, tinyStage } from "../../test/tiny";
import type { Recipe } from "../recipe/recipe";
import { memoryStorage, type TrainingStorage } from "../storage/training-storage";
import { activateNodeBackend } from "./node-backend";
import { runTraining } from "./run-training";
import { createLocalTeam } from "./team";
import type { StepEvent, ValidationEvent } from "./training-event";

const hook = (name: string) => new URL(`../../test/hooks/${name}.mjs`, import.meta.url).href;
const own = (name: string, options?: Record<string, unknown>) =>
  ({ kind: "module", module: hook(name), ...(options ? { options } : {}) }) as const;

/** The tiny faces; the dark half of each gender wears glasses, and nobody says it of every fifth. */
const split = tinySplit();
const samples = split.crops.manifest.samples.map((sample, index) =>
  index % 5 === 4 ? sample : { ...sample, attributes: { glasses: index % 2 === 1 ? "yes" : "no" } },
);
const crops = { ...split.crops, manifest: { ...split.crops.manifest, samples } };
const withGlasses = (changes: Partial<Recipe> = {}): Recipe => ({
  ...tinyStage,
  architecture: {
    ...(tinyStage.architecture as object),
    base: "age-gender-62",
    attributes: { glasses: ["no", "yes"] },
  },
  ...changes,
});

async function train(recipe: Recipe, { storage = memoryStorage() }: { storage?: TrainingStorage } = {}) {
  const steps: StepEvent[] = [];
  const validations: ValidationEvent[] = [];
  const result = await runTraining({
    ...{ recipe, ...split, crops, storage, validateEvery: 3, checkpointEvery: 3 },
    createTeam: createLocalTeam(activateNodeBackend),
    onEvent(event) {
      if (event.kind === "step") steps.push(event);
      if (event.kind === "validation") validations.push(event);
    },
  });
  return { ...result, steps, validations };
}

const flat = ({ weights }: { weights: ReadonlyMap<string, Float32Array> }) =>
  [...weights.values()].flatMap((w) => [...w]);

describe("a loss of one's own", () => {
  it("trains as the library's does where it computes the same", async () => {
    const ours = await train({
      ...tinyStage,
      loss: { age: { kind: "crossEntropy" }, gender: { kind: "crossEntropy" } },
    });
    const loss = { age: own("double-cross-entropy", { times: 1 }), gender: own("double-cross-entropy", { times: 1 }) };
    const theirs = await train({ ...tinyStage, loss });
    expect(theirs.steps.map((step) => step.losses)).toEqual(
      ours.steps.map(({ losses }) => ({
        age: expect.closeTo(losses.age!, 5),
        gender: expect.closeTo(losses.gender!, 5),
      })),
    );
    const doubled = await train({ ...tinyStage, loss: { ...loss, gender: own("double-cross-entropy") } });
    expect(doubled.steps[0]!.losses.gender).toBeCloseTo(2 * ours.steps[0]!.losses.gender!, 5);
  });

  it.each([
    [
      "no-number",
      TrainingError,
      /no-number\.mjs to return a tensor of one number, .* received one of the shape \[16\]/,
    ],
    ["nothing", InvalidArgumentError, /nothing\.mjs to export a function as its default.*it exports loss/],
    ["missing", InvalidArgumentError, /missing\.mjs, which the recipe names, but it cannot be imported/],
  ])("is refused where it is %s", async (name, error, message) => {
    const failure = train({ ...tinyStage, loss: { age: own(name), gender: null } });
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.toBeInstanceOf(error);
  });
});

describe("an augmentation of one's own", () => {
  const salted = (share: number): Recipe => ({
    ...tinyStage,
    augmentation: { ...tinyStage.augmentation, modules: [{ module: hook("salt"), options: { share } }] },
  });

  it("changes what is trained on, by the seed alone", async () => {
    const [first, again, plain, none] = [
      await train(salted(0.3)),
      await train(salted(0.3)),
      await train(tinyStage),
      await train(salted(0)),
    ];
    expect(flat(again)).toEqual(flat(first));
    expect(flat(first)).not.toEqual(flat(plain));
    expect(flat(none)).toEqual(flat(plain));
  });

  it("belongs to the conditions of a checkpoint by its bytes, not by its place", async () => {
    const storage = memoryStorage();
    await train(salted(0.3), { storage });
    const other = {
      ...salted(0.3).augmentation,
      modules: [{ module: hook("double-cross-entropy"), options: { share: 0.3 } }],
    };
    await expect(train({ ...salted(0.3), augmentation: other }, { storage })).rejects.toThrow(
      /modules was [0-9a-f]{16}, now it is [0-9a-f]{16}\. Use the modules of its recipe unchanged/,
    );
    const moved = hook("salt").replace("/hooks/", "/hooks/../hooks/");
    const there = { ...salted(0.3).augmentation, modules: [{ module: moved, options: { share: 0.3 } }] };
    expect((await train({ ...salted(0.3), augmentation: there }, { storage })).step).toBe(6);
  });
});

describe("a head of one's own", () => {
  it("is trained, measured on faces that have the label, and kept by a next stage", async () => {
    const { weights, steps, validations } = await train(withGlasses());
    expect(Object.keys(steps[0]!.losses)).toEqual(["age", "gender", "glasses"]);
    expect(steps[0]!.losses.glasses).toBeCloseTo(steps[0]!.attributes!.glasses!.loss!, 4);
    expect(validations.at(-1)!.attributes!.glasses!.accuracy).toBeGreaterThanOrEqual(0);
    const kernel = weights.get("glasses_probabilities/denseKernel")!;
    expect(kernel).toHaveLength(16 * 2);
    const frozen = withGlasses({ name: "next", learningRates: { body: 0, glasses: 0, age: 0 } });
    const next = await runTraining({
      ...{ recipe: frozen, ...split, crops, storage: memoryStorage(), initialWeights: weights },
      createTeam: createLocalTeam(activateNodeBackend),
    });
    expect(next.weights.get("glasses_probabilities/denseKernel")).toEqual(kernel);
  });

  it("can be all that is trained, with a loss of one's own, and leaves the rest as it was", async () => {
    const first = await train(tinyStage);
    const alone = withGlasses({
      loss: { age: null, gender: null, attributes: { glasses: own("double-cross-entropy") } },
      ...{ learningRates: { body: 0, age: 0, gender: 0 }, batchNorm: "frozen", averageDecay: 0 },
    });
    const result = await runTraining({
      ...{ recipe: alone, ...split, crops, storage: memoryStorage(), initialWeights: first.weights },
      createTeam: createLocalTeam(activateNodeBackend),
    });
    for (const [name, values] of first.weights) expect(result.weights.get(name)).toEqual(values);
    expect(result.weights.has("glasses_probabilities/bias")).toBe(true);
  });

  it("wants labels that it knows, and faces that have one", async () => {
    const labels = (glasses: readonly string[]) =>
      train(withGlasses({ architecture: { base: "age-gender-62", attributes: { glasses } } }));
    await expect(labels(["none", "some"])).rejects.toBeInstanceOf(DataError);
    await expect(labels(["none", "some"])).rejects.toThrow(
      /glasses to be one of .* none, some, received "no" for 0\.png of A/,
    );
    const hats = train(withGlasses({ architecture: { base: "age-gender-62", attributes: { hat: ["no", "yes"] } } }));
    await expect(hats).rejects.toThrow(/faces with the attribute hat, .* received 48 without it.*attributes=hat/);
  });
});
