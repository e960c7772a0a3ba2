// Crops that show no face: squares of portraits beside the faces, with what detectors err on there (hair, shoulders, walls).
import { loadImage } from "@fagr/core";

/**
 * Cuts up to `count` squares, half to all of the size of the largest face, that none of the detected faces reaches into.
 *
 * @returns Regions for `model.predict`, none where the detector finds no face.
 */
export async function patchesBesideFaces(file, { detector, random, count = 3 }) {
  const image = await loadImage(file);
  const boxes = (await detector.detect(image)).map(({ box }) => box);
  const largest = Math.max(0, ...boxes.map(({ width, height }) => Math.max(width, height)));
  const regions = [];
  for (let attempt = 0; attempt < 200 && regions.length < count && largest > 0; attempt++) {
    const side = Math.min(largest * (0.5 + 0.5 * random()), image.width, image.height);
    const box = {
      x: random() * (image.width - side),
      y: random() * (image.height - side),
      width: side,
      height: side,
    };
    if (side >= 20 && boxes.every((face) => overlap(box, face) === 0)) regions.push({ image, box });
  }
  return regions;
}

function overlap(one, other) {
  const along = (axis, length) =>
    Math.min(one[axis] + one[length], other[axis] + other[length]) - Math.max(one[axis], other[axis]);
  return Math.max(0, along("x", "width")) * Math.max(0, along("y", "height"));
}

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
export function seededRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
