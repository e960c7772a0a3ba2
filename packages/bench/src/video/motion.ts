import type { BoundingBox } from "@fagr/core";
import type { Random } from "@fagr/testing";

/** Where a person's face is at a moment, and how it looks. */
export interface Pose {
  /** The face's box, pixels of the frame. */
  readonly box: BoundingBox;
  /** Turn in the picture's plane, radians. */
  readonly roll: number;
  /** Factor on the brightness. */
  readonly light: number;
}

/** A person's way through a scene: seconds to pose. */
export type Path = (seconds: number) => Pose;

/** Size of a frame, pixels. */
export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

/**
 * A smooth way through the frame: to and fro across it, up and down a little, nearer and farther, head and light changing; so people
 * who walk at different paces cross again and again. A trembling of a hundredth of the face's size lies over it all.
 *
 * @param aspect - Width of the face by its height.
 */
export function createPath({ width, height }: FrameSize, { aspect, random }: { aspect: number; random: Random }): Path {
  const wave = (period: readonly [number, number]) => {
    const [length, phase] = [random.uniform(...period), random.uniform(0, 2 * Math.PI)];
    return (seconds: number) => Math.sin((2 * Math.PI * seconds) / length + phase);
  };
  const [across, upDown, nearFar, turning, shading] = [
    wave([6, 11]),
    wave([3, 6]),
    wave([4, 8]),
    wave([2, 5]),
    wave([2, 7]),
  ];
  const level = random.uniform(0.42, 0.58);
  return (seconds) => {
    const faceHeight = height * (0.24 + 0.06 * nearFar(seconds));
    const faceWidth = faceHeight * aspect;
    const x = width * (0.5 + 0.36 * across(seconds)) + random.normal(0, 0.01 * faceWidth);
    const y = height * (level + 0.08 * upDown(seconds)) + random.normal(0, 0.01 * faceHeight);
    return {
      box: { x: x - faceWidth / 2, y: y - faceHeight / 2, width: faceWidth, height: faceHeight },
      roll: 0.14 * turning(seconds),
      light: 1 + 0.15 * shading(seconds),
    };
  };
}
