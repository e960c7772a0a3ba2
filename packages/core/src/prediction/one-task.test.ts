import { randomImage, randomWeights } from "@fagr/testing";
import { expect, it } from "@jest/globals";
import { createArchitecture } from "../architecture/architecture";
import { WeightsError } from "../errors";
import type { AgeGenderBackend } from "../model/backend";
import { loadAgeGenderModel } from "../model/load-model";
import { saveWeights } from "../weights/save-weights";
import type { Task } from "../weights/tasks";

const architecture = createArchitecture("age-gender-62", { widthMultiplier: 0.125, ageRange: [20, 23] });
const plain = randomWeights(architecture, 1);
const answerWeights = { bias: 0, logYoungest: 1, logOldest: 0, meanAge: 1, ageDeviation: 1, genderDoubt: 1 };
const calibration = {
  ageTemperature: 1.5,
  genderTemperature: 0.8,
  ageRange: { younger: answerWeights, older: answerWeights, shares: { younger: 0.2, older: 0.1 } },
  noFace: { weights: answerWeights, share: 0.02 },
};
const backend: AgeGenderBackend = {
  name: "fake",
  isAvailable: async () => ({ available: true, reason: "It is a fake." }),
  createNetwork: async () => ({
    run: async () => ({ age: Float32Array.of(0.1, 0.2, 0.3, 0.4), gender: Float32Array.of(0.3, 0.7) }),
    dispose: async () => {},
  }),
};
const face = { image: randomImage(70, 70, 1) };

async function weightsOf(tasks?: readonly Task[]) {
  const { manifest } = await saveWeights(plain.tensors, {
    ...{ ...plain.manifest, calibration, file: "numbers.bin" },
    ...(tasks ? { tasks } : {}),
  });
  return { manifest: JSON.parse(JSON.stringify(manifest)), tensors: plain.tensors };
}

it("answers nothing of a task that the weights have not learned", async () => {
  const options = { ageDistribution: true };
  const both = (await (await loadAgeGenderModel({ backend, weights: await weightsOf() })).predict([face], options))[0]!;
  expect(Object.keys(both).sort()).toEqual([
    "age",
    "ageDistribution",
    "ageInterval",
    "gender",
    "genderProbability",
    "noFaceProbability",
    "outsideAgeRange",
  ]);
  const gender = await loadAgeGenderModel({ backend, weights: await weightsOf(["gender"]) });
  expect(await gender.predict([face], options)).toEqual([
    { gender: both.gender, genderProbability: both.genderProbability },
  ]);
  const age = await loadAgeGenderModel({ backend, weights: await weightsOf(["age"]) });
  const { ageDistribution, ageInterval } = both;
  expect(await age.predict([face], options)).toEqual([{ age: both.age, ageDistribution, ageInterval }]);
  await expect(gender.predict([face], { probabilityAtLeast: 21 })).rejects.toThrow(/learned only the gender/);
});

it("answers what was asked for at loading, and refuses what the weights have not learned", async () => {
  const model = await loadAgeGenderModel({ backend, weights: await weightsOf(), tasks: ["gender"] });
  const [prediction] = await model.predict([face]);
  expect(Object.keys(prediction!).sort()).toEqual(["gender", "genderProbability"]);
  // @ts-expect-error The type knows, too, that there is no age.
  expect(prediction!.age).toBeUndefined();
  const lacking = loadAgeGenderModel({ backend, weights: await weightsOf(["gender"]), tasks: ["age", "gender"] });
  await expect(lacking).rejects.toBeInstanceOf(WeightsError);
  await expect(lacking).rejects.toThrow(/have learned the age.*gender only/);
});

it.each([[[]], [["sex"]], ["age"], [["age", "age"]]])("refuses the tasks %j", async (tasks) => {
  const given = tasks as never;
  await expect(loadAgeGenderModel({ backend, weights: await weightsOf(), tasks: given })).rejects.toThrow(/tasks/);
  await expect(weightsOf(given)).rejects.toThrow(/field "tasks"/);
});
