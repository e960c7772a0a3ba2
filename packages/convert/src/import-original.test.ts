import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { onnxBackend } from "@fagr/backend-onnx";
import { openOnnxSession } from "@fagr/backend-onnx/runtime";
import { loadImage } from "@fagr/core";
import type { LoadedWeights, PixelBatch } from "@fagr/core/backend";
import { createArchitecture, preprocessFaces } from "@fagr/core/network";
import { describeIfShared, itIfShared, sharedFile } from "@fagr/testing";
import { beforeAll, expect, it } from "@jest/globals";
import { importKeras } from "./import-keras";

// Kept as [N, 62, 62, 3]; the other files want planes.
function toPlanes(pixels: Float32Array): Float32Array {
  const size = pixels.length / 3;
  return Float32Array.from(pixels, (_, index) => pixels[(index % size) * 3 + Math.floor(index / size)]!);
}

describeIfShared("the original authors' MFN.h5", "reference/MFN.h5", (file) => {
  let weights: LoadedWeights;
  beforeAll(async () => {
    weights = await importKeras(await readFile(file), { name: "mfn" });
  });

  it("is recognised as their variant of the table, with their preprocessing", () => {
    expect(weights.manifest.architecture).toEqual(createArchitecture("original-authors"));
    const { colourOrder, range, boxScale } = weights.manifest.preprocessing;
    expect([colourOrder, range, boxScale]).toEqual(["RGB", [0, 1], 1]);
    expect([...weights.tensors.values()].reduce((sum, { length }) => sum + length, 0)).toBe(545_370);
    expect(weights.manifest.licence).toMatch(/unknown/);
  });

  itIfShared(
    "answers as another's conversion of the same file, on real faces",
    "peers/original-mfn.onnx",
    async (peer) => {
      const pixels = await realFaces(weights);
      const network = await onnxBackend({ runtime: "node", threads: 1 }).createNetwork(weights);
      const session = await openOnnxSession(await readFile(peer), { runtime: "node", threads: 1 });
      const ours = await network.run(pixels);
      const faceLength = 62 * 62 * 3;
      for (let face = 0; face < pixels.count; face++) {
        const data = toPlanes(pixels.data.subarray(face * faceLength, (face + 1) * faceLength));
        const theirs = await session.run({ input: { data, dims: [1, 3, 62, 62] } });
        for (const task of ["age", "gender"] as const) {
          const own = ours[task].subarray(face * theirs[task]!.data.length);
          for (const [index, value] of theirs[task]!.data.entries())
            expect(Math.abs(own[index]! - value)).toBeLessThan(1e-4);
        }
      }
      expect(spread(ours.gender)).toBeGreaterThan(0.5);
      await Promise.all([network.dispose(), session.dispose()]);
    },
  );
});

/** The faces of a data set where there is one, else the authors' own demo photos whole. */
async function realFaces({ manifest }: LoadedWeights): Promise<PixelBatch> {
  const folder = sharedFile("data/utkface") ?? sharedFile("reference")!;
  const names = readdirSync(folder).filter((name) => name.endsWith(".jpg"));
  const step = Math.max(1, Math.floor(names.length / 16));
  const chosen = names.filter((_, index) => index % step === 0).slice(0, 16);
  const images = await Promise.all(chosen.map((name) => loadImage(join(folder, name))));
  return preprocessFaces(
    images.map((image) => ({ image })),
    manifest,
  );
}

/** Largest less smallest: a comparison of answers that are all the same would say little. */
function spread(values: Float32Array): number {
  return Math.max(...values) - Math.min(...values);
}
