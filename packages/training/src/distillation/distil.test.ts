import { planNetwork } from "@fagr/core/network";
import type { CropSet, CropsInMemory } from "@fagr/data/crops";
import { describe, expect, it } from "@jest/globals";
import { tinySplit, tinyStage } from "../../test/tiny";
import { initialiseParameters, layOutParameters, toNamedTensors } from "../network/parameters";
import { architectureOf, type Recipe } from "../recipe/recipe";
import { memoryStorage } from "../storage/training-storage";
import { activateNodeBackend } from "../trainer/node-backend";
import { runTraining } from "../trainer/run-training";
import { createLocalTeam } from "../trainer/team";
import type { TrainingSetup } from "../trainer/train-options";
import type { TrainingEvent } from "../trainer/training-event";
import { type AskTeachersOptions, askTeachers } from "./ask-teachers";
import type { AnswerSheet, Teacher } from "./distillation";

const split = tinySplit();
const { crops, training } = split;
const createTeam = createLocalTeam(activateNodeBackend);
const backend = { name: "wasm" } as const;

const teacherOf = (recipe: Recipe, seed: number): Teacher => {
  const architecture = architectureOf(recipe);
  const layout = layOutParameters(planNetwork(architecture));
  return { architecture, weights: toNamedTensors(initialiseParameters(layout, seed), layout) };
};
const teachers = [teacherOf(tinyStage, 5), teacherOf(tinyStage, 6)];
const recipe: Recipe = { ...tinyStage, distillation: { share: 0.5 } };

const ask = (some: readonly (Teacher | AnswerSheet)[], options: Partial<AskTeachersOptions> = {}) =>
  askTeachers(some, {
    ...{ recipe, crops, trainingCrops: crops, indices: training, createTeam, backend },
    ...{ signal: undefined, onProgress: () => {} },
    ...options,
  });

/** Mirrored left to right; of the tiny crops none looks the same afterwards. */
function mirrorCrops({ manifest, pixels }: CropSet & CropsInMemory): CropSet {
  const { size } = manifest;
  return {
    manifest,
    pixels: pixels.map((_, place) => {
      const channel = place % 3;
      const pixel = (place - channel) / 3;
      const x = pixel % size;
      return pixels[(pixel - x + size - 1 - x) * 3 + channel]!;
    }),
  };
}

function run(options: Partial<TrainingSetup> = {}) {
  const storage = memoryStorage();
  return runTraining({ recipe, teachers, ...split, storage, createTeam, checkpointEvery: 2, ...options });
}

describe("askTeachers", () => {
  it("gives each face a teacher's own answers, and of several teachers their mean", async () => {
    const first = await ask(teachers.slice(0, 1));
    const second = await ask(teachers.slice(1));
    const both = await ask(teachers);
    const classes = first!.ages.length / crops.manifest.samples.length;
    const index = training[3]!;
    const row = [...first!.ages.subarray(index * classes, (index + 1) * classes)];
    expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    expect(first!.years[index]).toBeCloseTo(
      row.reduce((sum, value, year) => sum + value * year, 0),
      5,
    );
    for (const place of [index * classes, index * classes + 4])
      expect(both!.ages[place]).toBeCloseTo((first!.ages[place]! + second!.ages[place]!) / 2, 6);
    expect(both!.genders[index * 2]).toBeCloseTo((first!.genders[index * 2]! + second!.genders[index * 2]!) / 2, 6);
    expect(first!.genders[index * 2]).not.toBeCloseTo(second!.genders[index * 2]!, 3);
    // Faces that nobody asked for have no say.
    expect([both!.ageWeights[index], both!.ageWeights[split.validation[0]!]]).toEqual([1, 0]);
  });

  it("gives a face and its mirror image the same answers", async () => {
    const answers = (await ask(teachers.slice(0, 1)))!;
    const mirrored = (await ask(teachers.slice(0, 1), { crops: mirrorCrops(crops) }))!;
    for (const index of training) expect(mirrored.genders[index * 2]).toBeCloseTo(answers.genders[index * 2]!, 5);
  });

  it("lets a bigger network teach", async () => {
    const wide: Recipe = {
      ...tinyStage,
      architecture: { ...(tinyStage.architecture as object), widthMultiplier: 2 } as never,
    };
    expect((await ask([teacherOf(wide, 1)]))!.ageWeights[training[0]!]).toBe(1);
  });

  it("refuses a teacher of other ages, and weights of another network", async () => {
    const older: Recipe = {
      ...tinyStage,
      architecture: { ...(tinyStage.architecture as object), ageRange: [30, 37] } as never,
    };
    await expect(ask([teacherOf(older, 1)])).rejects.toThrow(
      /teacher of the ages .*20 to 27, received .* from 30 to 37/,
    );
    const { architecture } = teachers[0]!;
    await expect(ask([{ architecture, weights: new Map() }])).rejects.toThrow(/teacher's weights with .*received none/);
  });

  it("takes answers that were given elsewhere, alone and beside a network's", async () => {
    const [first, second] = await Promise.all(teachers.map((teacher) => ask([teacher])));
    const sheet = { ageRange: architectureOf(recipe).ageRange, ages: second!.ages, genders: second!.genders };
    const alone = (await ask([sheet]))!;
    const index = training[2]!;
    expect(alone.genders[index * 2]).toBe(second!.genders[index * 2]);
    expect([alone.years[index], alone.ageWeights[index]]).toEqual([second!.years[index], 1]);
    const both = (await ask([teachers[0]!, sheet]))!;
    expect(both.genders[index * 2]).toBeCloseTo((first!.genders[index * 2]! + second!.genders[index * 2]!) / 2, 6);
  });

  it("refuses answers of other ages, of another crop set, and gaps in them", async () => {
    const { ages, genders } = (await ask(teachers))!;
    const { ageRange } = architectureOf(recipe);
    await expect(ask([{ ageRange: [0, 7], ages, genders }])).rejects.toThrow(/answers for the ages .*20 to 27/);
    await expect(ask([{ ageRange, ages: ages.slice(8), genders }])).rejects.toThrow(
      /ages of a teacher's answers with 8/,
    );
    const holed = genders.slice();
    holed.fill(0, training[1]! * 2, training[1]! * 2 + 2);
    await expect(ask([{ ageRange, ages, genders: holed }])).rejects.toThrow(
      new RegExp(`genders for sample ${training[1]} .*the sum 0`),
    );
  });

  it("stops when it is told to", async () => {
    expect(await ask(teachers, { signal: AbortSignal.abort() })).toBeUndefined();
  });
});

describe("a training with teachers", () => {
  it("learns the teachers' answers where it learns nothing else", async () => {
    const distances: number[] = [];
    const { ages: expected } = (await ask(teachers))!;
    for (const steps of [1, 60]) {
      const taught = {
        ...recipe,
        averageDecay: 0,
        distillation: { share: 1 },
        schedule: { ...recipe.schedule, steps },
      };
      const { weights } = await run({ recipe: taught as Recipe });
      const { ages } = (await ask([{ architecture: architectureOf(recipe), weights }]))!;
      distances.push(ages.reduce((sum, value, place) => sum + Math.abs(value - expected[place]!), 0));
    }
    expect(distances[1]).toBeLessThan(distances[0]! * 0.7);
  });

  it("goes on with the same lessons after a stop, and tells of them", async () => {
    const whole = await run();
    const storage = memoryStorage();
    const stop = new AbortController();
    const events: TrainingEvent[] = [];
    const onEvent = (event: TrainingEvent) => {
      events.push(event);
      if (event.kind === "step" && event.step === 3) stop.abort();
    };
    expect((await run({ storage, onEvent, signal: stop.signal })).interrupted).toBe(true);
    const { weights } = await run({ storage });
    expect([...weights]).toEqual([...whole.weights]);
    const all = 2 * training.length;
    expect(events.filter(({ kind }) => kind === "lesson").at(-1)).toMatchObject({ stage: "both", done: all, all });
  });

  it("changes what is learned, and by its share", async () => {
    const plain = await run({ recipe: tinyStage, teachers: [] });
    const taught = await run();
    expect([...taught.weights.values()][0]).not.toEqual([...plain.weights.values()][0]);
  });

  it("needs teachers and a recipe that says what they count", async () => {
    await expect(run({ teachers: [] })).rejects.toThrow(/Expected teachers for the recipe "both".*received none/);
    await expect(run({ recipe: tinyStage })).rejects.toThrow(/"distillation" for the 2 teachers, received one without/);
  });
});
