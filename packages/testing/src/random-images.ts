import type { RgbImage } from "@fagr/core";
import type { PixelBatch } from "@fagr/core/backend";
import { type Architecture, preprocessFaces } from "@fagr/core/network";
import { createRandom } from "./random";

/** A picture of smooth colour waves with some noise, more like a photo than noise alone: `[height, width, 3]` RGB. */
export function randomImage(width: number, height: number, seed: number): RgbImage {
  const random = createRandom(seed);
  const data = new Uint8Array(width * height * 3);
  const waves = Array.from({ length: 3 }, () => ({
    x: random.uniform(1, 9) / width,
    y: random.uniform(1, 9) / height,
    phase: random.uniform(0, 6),
  }));
  for (let pixel = 0; pixel < width * height; pixel++)
    for (const [channel, wave] of waves.entries()) {
      const angle = (pixel % width) * wave.x + Math.floor(pixel / width) * wave.y + wave.phase;
      data[pixel * 3 + channel] = Math.min(255, Math.max(0, 128 + 90 * Math.sin(angle) + random.normal(0, 12)));
    }
  return { width, height, data };
}

/** Different random pictures as an architecture takes them: `[count, inputSize, inputSize, 3]` RGB 0..1. */
export function randomBatch(architecture: Architecture, count: number, seed: number): PixelBatch {
  const size = architecture.inputSize;
  const faces = Array.from({ length: count }, (_, index) => ({ image: randomImage(size, size, seed * 1000 + index) }));
  return preprocessFaces(faces, {
    architecture,
    preprocessing: { colourOrder: "RGB", range: [0, 1], resize: "triangle", boxScale: 1 },
  });
}
