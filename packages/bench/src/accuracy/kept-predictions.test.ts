import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { ComparedFace } from "../peers";
import { workspaceFolder } from "../support/workspace";
import type { FoundFace } from "./find-faces";
import { keptPredictions } from "./kept-predictions";

const names = ["a.png", "b.png", "c.png"];
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-predictions-"));
  const photo = join(workspaceFolder, "packages/testing/photos/astronaut.png");
  for (const name of names) await copyFile(photo, join(folder, name));
  await writeFile(join(folder, "labels.csv"), ["file,age,gender", ...names.map((name) => `${name},30,0`)].join("\n"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("keptPredictions", () => {
  /** Answers with the left side of the box as the age, and counts the faces that it is asked about. */
  function counting() {
    const model = {
      asked: 0,
      predict: async (faces: readonly ComparedFace[]) => {
        model.asked += faces.length;
        return faces.map(({ box }) => ({ age: box!.x + 1 / 3, gender: "male", genderProbability: 0.75 }) as const);
      },
    };
    return model;
  }
  const task = (count = names.length) => ({
    set: { name: "mine", spec: `csv:${join(folder, "labels.csv")}`, validationShare: 1 },
    faces: names.slice(0, count).map((file, position): FoundFace => {
      const sample = { file, age: 30, gender: 0, domain: "asian", source: "mine", digest: "00" } as const;
      const box = { x: 20 + position, y: 0, width: 9, height: 9 };
      return { picture: { sample, position }, box, landmarks: [] };
    }),
    fresh: false,
    log: () => {},
  });

  it("asks once and reads again, unless the header is another one", async () => {
    const file = join(folder, "kept/predictions.jsonl");
    const model = counting();
    const made = await keptPredictions(file, { model: { name: "one" } }, { ...task(), predict: model.predict });
    expect(made.map(({ file, prediction }) => [file, prediction.age])).toEqual([
      ["a.png", 20.333333],
      ["b.png", 21.333333],
      ["c.png", 22.333333],
    ]);
    expect(made[0]).toMatchObject({ source: "mine", age: 30, gender: "female", faceFound: true });
    expect(await keptPredictions(file, { model: { name: "one" } }, { ...task(), predict: model.predict })).toEqual(
      made,
    );
    expect(model.asked).toBe(3);
    await keptPredictions(file, { model: { name: "another" } }, { ...task(), predict: model.predict });
    expect(model.asked).toBe(6);
  });

  it("goes on where a run was cut off in the middle of a line", async () => {
    const file = join(folder, "predictions.jsonl");
    const model = counting();
    const made = await keptPredictions(file, { model: { name: "one" } }, { ...task(), predict: model.predict });
    const whole = await readFile(file, "utf8");
    await writeFile(file, whole.slice(0, whole.indexOf("b.png") + 9));
    model.asked = 0;
    expect(await keptPredictions(file, { model: { name: "one" } }, { ...task(), predict: model.predict })).toEqual(
      made,
    );
    expect(model.asked).toBe(2);
    expect(await readFile(file, "utf8")).toBe(whole);
  });
});
