import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type BoundingBox, loadImage } from "@fagr/core";
import type { LoadedWeights, PixelBatch } from "@fagr/core/backend";
import { loadWeights, type PixelRegion, preprocessFaces, type WeightsManifest } from "@fagr/core/network";
import { randomImage } from "../random-images";
import type { AnsweredFaces } from "./suite-context";

/** A part of photos/astronaut.png, or a random picture. */
export type GoldenFace = { readonly box: BoundingBox } | { readonly seed: number };

/** The file of recorded answers. */
export interface GoldenFile {
  readonly weights: { readonly name: string; readonly sha256: string };
  /** What answered. */
  readonly reference: string;
  readonly faces: readonly (GoldenFace & { readonly age: readonly number[]; readonly gender: readonly number[] })[];
}

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export const goldenPath = path("../../golden/age-gender-62.json");

/** The command that records the answers again. */
export const recordCommand = "npm run golden";

/** The weights that `@fagr/weights` ships, read where they lie: that package imports ours for its tests. */
export function loadShippedWeights(): Promise<LoadedWeights> {
  return loadWeights(path("../../../weights/models/age-gender-62/manifest.json"));
}

/** The pixels of golden faces, as the network takes them. */
export async function goldenPixels(faces: readonly GoldenFace[], manifest: WeightsManifest): Promise<PixelBatch> {
  const image = await loadImage(path("../../photos/astronaut.png"));
  const size = manifest.architecture.inputSize;
  const regions = faces.map(
    (face): PixelRegion => ("box" in face ? { image, box: face.box } : { image: randomImage(size, size, face.seed) }),
  );
  return preprocessFaces(regions, manifest);
}

export async function readGoldenFile(): Promise<GoldenFile> {
  return JSON.parse(await readFile(goldenPath, "utf8")) as GoldenFile;
}

/**
 * The recorded answers and their pixels.
 *
 * @throws Error naming the command that records them again, if they are of other weights.
 */
export async function loadGoldenFaces({ manifest }: LoadedWeights): Promise<AnsweredFaces> {
  const { weights, faces } = await readGoldenFile();
  const { sha256 } = manifest.files[0];
  if (weights.sha256 !== sha256)
    throw new Error(
      `Expected recorded answers of the shipped weights (SHA-256 ${sha256}), received those of ${weights.sha256}. Record them again with "${recordCommand}".`,
    );
  return {
    pixels: await goldenPixels(faces, manifest),
    expected: {
      age: Float32Array.from(faces.flatMap(({ age }) => age)),
      gender: Float32Array.from(faces.flatMap(({ gender }) => gender)),
    },
  };
}
