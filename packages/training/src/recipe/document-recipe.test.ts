import { describe, expect, it } from "@jest/globals";
import { documentRecipe } from "./document-recipe";

describe("documentRecipe", () => {
  it("knows the document's numbers", () => {
    const [gender, both] = documentRecipe.stages;
    expect(gender!.loss.age).toBeNull();
    expect(gender!.sources).toEqual(["CelebA"]);
    expect([both!.schedule.steps, both!.schedule.learningRate, both!.optimiser.kind]).toEqual([
      1_270_000,
      0.01,
      "adam",
    ]);
    expect(both!.augmentation).toMatchObject({
      rotation: 45,
      brightness: 0.2,
      hue: 0.03,
      contrast: [0.5, 1.5],
      saturation: [0.5, 1.3],
    });
  });
});
