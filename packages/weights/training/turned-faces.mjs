// Views of a face as a less steady detector or a leaning head would give them.
import { seededRandom } from "./patches.mjs";

/** Boxes whose left, top, width and height are moved by a normal deviation of 3 % each, the same for the same box. */
export function jitteredBoxes({ x, y, width, height }, repeats) {
  const random = seededRandom(1);
  // Box and Muller (1958).
  const next = () => 0.03 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: repeats }, () => ({
    x: x + next() * width,
    y: y + next() * height,
    width: width * (1 + next()),
    height: height * (1 + next()),
  }));
}

/** A picture turned about its middle, by bilinear interpolation; what lies outside is its nearest pixel. */
export function turnPixels({ data, width, height }, degrees) {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  const turned = new Uint8Array(data.length);
  const clamp = (value, limit) => Math.min(Math.max(value, 0), limit - 1.0001);
  for (let v = 0; v < height; v++)
    for (let u = 0; u < width; u++) {
      const x = clamp(middleX + (u - middleX) * cos - (v - middleY) * sin, width);
      const y = clamp(middleY + (u - middleX) * sin + (v - middleY) * cos, height);
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const [fx, fy] = [x - left, y - top];
      for (let channel = 0; channel < 3; channel++) {
        const at = (column, row) => data[(row * width + column) * 3 + channel];
        const upper = at(left, top) * (1 - fx) + at(left + 1, top) * fx;
        const lower = at(left, top + 1) * (1 - fx) + at(left + 1, top + 1) * fx;
        turned[(v * width + u) * 3 + channel] = Math.round(upper * (1 - fy) + lower * fy);
      }
    }
  return { data: turned, width, height };
}
