import { fileURLToPath } from "node:url";
import { type BoundingBox, loadImage, type RgbImage } from "@fagr/core";
import { cropAndResize } from "@fagr/core/network";

const astronautPath = fileURLToPath(new URL("../../../testing/photos/astronaut.png", import.meta.url));

/** 512x512, one face of about 90x110 pixels. */
export function loadAstronaut(): Promise<RgbImage> {
  return loadImage(astronautPath);
}

/** One colour, no face. */
export function plainPicture(width: number, height: number): RgbImage {
  return { width, height, data: new Uint8Array(width * height * 3).fill(128) };
}

/** Coloured noise from a seed, no face. */
export function noisePicture(width: number, height: number, seed = 1): RgbImage {
  let state = seed;
  const data = Uint8Array.from({ length: width * height * 3 }, () => {
    state = (state * 48271) % 2147483647;
    return state % 256;
  });
  return { width, height, data };
}

/** The part of the picture around the astronaut's head. */
const head: BoundingBox = { x: 110, y: 10, width: 230, height: 230 };

/** 512x400, grey, with the astronaut's head three times: at 220, 170 and 130 pixels. */
export async function groupPicture(): Promise<RgbImage> {
  const astronaut = await loadAstronaut();
  const group = { ...plainPicture(512, 400), data: new Uint8Array(512 * 400 * 3).fill(128) };
  for (const [size, left, top] of [
    [220, 10, 10],
    [170, 260, 200],
    [130, 360, 20],
  ] as const) {
    const { data } = cropAndResize(astronaut, { box: head, width: size, height: size });
    for (let row = 0; row < size; row++)
      group.data.set(data.subarray(row * size * 3, (row + 1) * size * 3), ((top + row) * 512 + left) * 3);
  }
  return group;
}

/** The head alone, so that the face fills a square picture. */
export async function closeUpPicture(): Promise<RgbImage> {
  const box = { x: 172, y: 56, width: 104, height: 124 };
  return cropAndResize(await loadAstronaut(), { box, width: 416, height: 496 });
}
