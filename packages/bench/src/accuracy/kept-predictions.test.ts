import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ComparedFace } from "@fagr/evaluation/peers";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { keptPredictions } from "./kept-predictions";
import { createTestSet } from "./test-faces";

let test: Awaited<ReturnType<typeof createTestSet>>;
beforeEach(async () => {
  test = await createTestSet();
});
afterEach(() => rm(test.folder, { recursive: true }));

describe("keptPredictions", () => {
  /** Answers with the left side of the box as the age, and counts the faces that it is asked about. */
  function createModel() {
    const model = {
      asked: 0,
      predict: async (faces: readonly ComparedFace[]) => {
        model.asked += faces.length;
        return faces.map(({ box }) => ({ age: box!.x + 1 / 3, gender: "male", genderProbability: 0.75 }) as const);
      },
    };
    return model;
  }
  const keep = (file: string, name: string, { predict }: ReturnType<typeof createModel>) =>
    keptPredictions(file, { model: { name } }, { ...test, fresh: false, predict, log: () => {} });

  it("asks once and reads again, unless the header is another one", async () => {
    const file = join(test.folder, "kept/predictions.jsonl");
    const model = createModel();
    const made = await keep(file, "one", model);
    expect(made.map(({ file, prediction }) => [file, prediction.age])).toEqual([
      ["a.png", 20.333333],
      ["b.png", 21.333333],
      ["c.png", 22.333333],
    ]);
    expect(made[0]).toMatchObject({ source: "mine", age: 30, gender: "female", faceFound: true });
    expect(await keep(file, "one", model)).toEqual(made);
    expect(model.asked).toBe(3);
    await keep(file, "another", model);
    expect(model.asked).toBe(6);
  });

  it("goes on where a run was cut off in the middle of a line", async () => {
    const file = join(test.folder, "predictions.jsonl");
    const made = await keep(file, "one", createModel());
    const whole = await readFile(file, "utf8");
    await writeFile(file, whole.slice(0, whole.indexOf("b.png") + 9));
    const model = createModel();
    expect(await keep(file, "one", model)).toEqual(made);
    expect(model.asked).toBe(2);
    expect(await readFile(file, "utf8")).toBe(whole);
  });

  it("takes what is known of a face from the data set, and writes it where the file says otherwise", async () => {
    const file = join(test.folder, "predictions.jsonl");
    await keep(file, "one", createModel());
    const [first, ...others] = test.faces;
    const sample = { ...first!.picture.sample, age: 44, groups: { ethnicity: "Asian" } };
    test = { ...test, faces: [{ ...first!, picture: { ...first!.picture, sample } }, ...others] };
    const model = createModel();
    const [changed] = await keep(file, "one", model);
    expect(changed).toMatchObject({ age: 44, groups: { ethnicity: "Asian" }, prediction: { age: 20.333333 } });
    expect(model.asked).toBe(0);
    expect(await readFile(file, "utf8")).toContain('"ethnicity":"Asian"');
  });
});
