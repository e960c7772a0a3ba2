// Boxes in motion: a filter of place and velocity, and overlaps.
import type { BoundingBox } from "@fagr/core";
import { boxSize } from "./box-geometry";

/** The error of a detector's box, as a standard deviation in box sizes. */
const detectorSpread = 0.03;
/** The prior of a new face's speed: a standard deviation in box sizes a second. */
const firstSpeedSpread = 1;
/** How much velocities change, box sizes squared a second cubed. With the time below it, heads move at about half a size a second. */
const accelerationDensity = 1;
/** Seconds until an unconfirmed velocity has decayed to 1/e: people do not walk on for ever. */
const velocityLasts = 0.6;

/**
 * Position and predicted position of a face: a Kalman filter with a decaying velocity (Singer 1970) over the box's centre and the
 * logarithms of its width and height. All errors are proportional to the size of the face, so that one covariance, in box sizes,
 * serves the four coordinates.
 */
export class BoxFilter {
  /** Centre x, centre y in pixels; natural logarithms of width and height. */
  #position: number[];
  /** The same, per second. */
  #velocity = [0, 0, 0, 0];
  // Covariance of position and velocity.
  #positionVariance = detectorSpread ** 2;
  #covariance = 0;
  #velocityVariance = firstSpeedSpread ** 2;

  constructor(box: BoundingBox) {
    this.#position = toCoordinates(box);
  }

  get box(): BoundingBox {
    const [x, y, logWidth, logHeight] = this.#position as [number, number, number, number];
    const [width, height] = [Math.exp(logWidth), Math.exp(logHeight)];
    return { x: x - width / 2, y: y - height / 2, width, height };
  }

  /** How fast the centre moves, box sizes a second. */
  get speed(): number {
    return Math.hypot(this.#velocity[0]!, this.#velocity[1]!) / boxSize(this.box);
  }

  /** Standard deviation of the position, box sizes. */
  get spread(): number {
    return Math.sqrt(this.#positionVariance);
  }

  /** Moves the box on. */
  advance(seconds: number): void {
    const kept = Math.exp(-seconds / velocityLasts);
    const travel = velocityLasts * (1 - kept);
    this.#position = this.#position.map((value, axis) => value + travel * this.#velocity[axis]!);
    this.#velocity = this.#velocity.map((value) => value * kept);
    const covariance = this.#covariance + travel * this.#velocityVariance;
    this.#positionVariance +=
      travel * (this.#covariance + covariance) + (accelerationDensity * Math.min(seconds, velocityLasts) ** 3) / 3;
    this.#covariance = kept * covariance + (accelerationDensity * Math.min(seconds, velocityLasts) ** 2) / 2;
    this.#velocityVariance =
      kept ** 2 * this.#velocityVariance + (accelerationDensity * velocityLasts * (1 - kept ** 2)) / 2;
  }

  /** Updates with the detector's box. */
  correct(box: BoundingBox): void {
    const total = this.#positionVariance + detectorSpread ** 2;
    const [gain, velocityGain] = [this.#positionVariance / total, this.#covariance / total];
    const found = toCoordinates(box);
    for (const [axis, value] of found.entries()) {
      const surprise = value - this.#position[axis]!;
      this.#position[axis]! += gain * surprise;
      this.#velocity[axis]! += velocityGain * surprise;
    }
    this.#velocityVariance -= velocityGain * this.#covariance;
    this.#covariance *= 1 - gain;
    this.#positionVariance *= 1 - gain;
  }
}

function toCoordinates({ x, y, width, height }: BoundingBox): number[] {
  return [x + width / 2, y + height / 2, Math.log(width), Math.log(height)];
}
