import { describe, expect, it } from "@jest/globals";
import { loadGoldenFaces, loadShippedWeights, readGoldenFile } from "./golden";

describe("the recorded answers", () => {
  it("are of the shipped weights", async () => {
    const { pixels, expected } = await loadGoldenFaces(await loadShippedWeights());
    const { faces } = await readGoldenFile();
    expect(pixels.count).toBe(faces.length);
    expect([expected.age.length, expected.gender.length]).toEqual([faces.length * 48, faces.length * 2]);
  });

  it("are refused for other weights, with the command that records them anew", async () => {
    const { tensors, manifest } = await loadShippedWeights();
    const files = [{ ...manifest.files[0], sha256: "0".repeat(64) }] as const;
    await expect(loadGoldenFaces({ tensors, manifest: { ...manifest, files } })).rejects.toThrow('"npm run golden"');
  });
});
