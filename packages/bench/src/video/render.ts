import type { BoundingBox, RgbImage } from "@fagr/core";
import type { Random } from "@fagr/testing";
import type { FrameSize, Pose } from "./motion";

/** Around the face's box so much of the picture is shown, in half boxes: hair, ears and neck. */
const shown = 1.7;

/** An empty frame: a wall that is lit from one side, with a grain. */
export function paintBackground({ width, height }: FrameSize, random: Random): RgbImage {
  const data = new Uint8ClampedArray(width * height * 3);
  for (let row = 0, target = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const light = 90 + (60 * column) / width + (30 * row) / height + random.normal(0, 4);
      data[target++] = light;
      data[target++] = light * 0.97;
      data[target++] = light * 0.9;
    }
  return { width, height, data };
}

/** Lays a face, out of the picture where it is, over the frame: turned, scaled and lit as the pose says, with a soft oval edge. */
export function paintFace(frame: RgbImage, { image, box }: { image: RgbImage; box: BoundingBox }, pose: Pose): void {
  const { x, y, width, height } = pose.box;
  const [centreX, centreY] = [x + width / 2, y + height / 2];
  const [cos, sin] = [Math.cos(pose.roll), Math.sin(pose.roll)];
  const reach = (shown * Math.hypot(width, height)) / 2;
  const top = Math.max(0, Math.ceil(centreY - reach));
  const bottom = Math.min(frame.height - 1, centreY + reach);
  const left = Math.max(0, Math.ceil(centreX - reach));
  const right = Math.min(frame.width - 1, centreX + reach);
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) {
      const [dx, dy] = [column - centreX, row - centreY];
      // In half boxes of the face.
      const u = (2 * (cos * dx + sin * dy)) / width;
      const v = (2 * (cos * dy - sin * dx)) / height;
      const cover = Math.min(1, (shown - Math.hypot(u, v)) / 0.15);
      if (cover <= 0) continue;
      const sourceX = box.x + (box.width * (1 + u)) / 2;
      const sourceY = box.y + (box.height * (1 + v)) / 2;
      const target = (row * frame.width + column) * 3;
      for (let channel = 0; channel < 3; channel++) {
        const value = sample(image, sourceX, sourceY, channel) * pose.light;
        frame.data[target + channel] = frame.data[target + channel]! * (1 - cover) + value * cover;
      }
    }
}

/** A pillar in front of everybody. */
export function paintPillar(frame: RgbImage, { x, width }: BoundingBox): void {
  for (let row = 0; row < frame.height; row++)
    frame.data.fill(60, (row * frame.width + Math.round(x)) * 3, (row * frame.width + Math.round(x + width)) * 3);
}

/** What a sensor adds to every pixel. */
export function addNoise({ data }: RgbImage, spread: number, random: Random): void {
  // Drawn once and begun anywhere: a number for each pixel of each frame would take longer than finding the faces.
  const grain = Array.from({ length: 4099 }, () => random.normal(0, spread));
  for (let index = 0; index < data.length; index++) data[index] = data[index]! + grain[index % grain.length]!;
}

/** Bilinear; beyond the edge the nearest pixel. */
function sample({ width, height, data }: RgbImage, x: number, y: number, channel: number): number {
  const [column, row] = [clamp(x - 0.5, width - 1), clamp(y - 0.5, height - 1)];
  const [left, top] = [Math.floor(column), Math.floor(row)];
  const [right, bottom] = [Math.min(left + 1, width - 1), Math.min(top + 1, height - 1)];
  const [a, b] = [column - left, row - top];
  const at = (r: number, c: number) => data[(r * width + c) * 3 + channel]!;
  return (
    (at(top, left) * (1 - a) + at(top, right) * a) * (1 - b) + (at(bottom, left) * (1 - a) + at(bottom, right) * a) * b
  );
}

const clamp = (value: number, highest: number) => Math.min(Math.max(value, 0), highest);
