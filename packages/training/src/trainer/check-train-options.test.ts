import { describe, expect, it } from "@jest/globals";
import { documentRecipe } from "../recipe/document-recipe";
import { type TrainOptions, train } from "./train";

describe("train()", () => {
  const right = {
    recipe: documentRecipe,
    crops: { manifest: {} },
    training: new Int32Array(1),
    validation: new Int32Array(0),
    folder: "never-written",
    workers: 1,
  };
  it.each([
    [{ crops: undefined }, /expected crops to be a crop set, such as openCropSet\(\) gives, received undefined/],
    [{ crops: Promise.resolve({}) }, /expected crops .*received a Promise \(is an await missing/],
    [{ recipe: "document" }, /expected recipe to be a recipe.*received "document"/],
    [{ training: [1, 2] }, /expected training to be an Int32Array.*received an array of 2/],
    [{ validateEvery: 0 }, /expected validateEvery to be a whole number of steps >= 1, received 0/],
    [{ workers: "2" }, /whole number of workers >= 0, received "2"/],
    [{ folder: "" }, /Expected a folder for checkpoints, as a path, received ""/],
    [{ chekpointEvery: 5 }, /no option "chekpointEvery"\. Did you mean checkpointEvery\?/],
  ])("names what is wrong: %p", async (change, message) => {
    await expect(train({ ...right, ...change } as unknown as TrainOptions)).rejects.toThrow(message);
  });
});
