import { createHash } from "node:crypto";
import { createArchitecture, loadWeights, saveWeights } from "@fagr/core/network";
import { describe, expect, it } from "@jest/globals";
import { randomBatch } from "./random-images";
import { randomWeights } from "./random-weights";
import { referenceProbabilities } from "./reference";

const small = createArchitecture("age-gender-62", { widthMultiplier: 0.125 });

describe("randomWeights", () => {
  it("are weights that load, and that a file can hold", async () => {
    const weights = randomWeights(small, 1);
    expect((await loadWeights(weights)).tensors).toBe(weights.tensors);
    const { data } = await saveWeights(weights.tensors, { ...weights.manifest, file: "random.bin" });
    const { sha256 } = weights.manifest.files[0];
    expect(createHash("sha256").update(data).digest("hex")).toBe(sha256);
  });

  it("repeat themselves with the same seed, and only then", () => {
    const sums = [1, 1, 2].map((seed) => randomWeights(small, seed).manifest.files[0].sha256);
    expect(sums[1]).toBe(sums[0]);
    expect(sums[2]).not.toBe(sums[0]);
  });

  it.each(["age-gender-62", "original-authors"] as const)(
    "make %s answer something between all the same and all in one class, and other for other images",
    async (name) => {
      const architecture = createArchitecture(name, { widthMultiplier: 0.25 });
      const { age, gender } = await referenceProbabilities(
        randomWeights(architecture, 1),
        randomBatch(architecture, 2, 1),
      );
      for (const row of [age.subarray(0, 48), age.subarray(48)]) {
        expect(Math.max(...row)).toBeLessThan(0.9);
        expect(Math.max(...row)).toBeGreaterThan(2 / 48);
      }
      for (const value of gender) expect(value > 0.01 && value < 0.99).toBe(true);
      const change = age.subarray(0, 48).map((value, index) => Math.abs(value - age[48 + index]!));
      expect(Math.max(...change)).toBeGreaterThan(1e-3);
    },
  );
});
