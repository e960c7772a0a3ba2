/** How many steps the speed is a mean of. */
const window = 20;

/** Speed over the last steps. */
export class Speedometer {
  readonly #recent: { images: number; milliseconds: number }[] = [];

  add(images: number, milliseconds: number): void {
    this.#recent.push({ images, milliseconds });
    if (this.#recent.length > window) this.#recent.shift();
  }

  get imagesPerSecond(): number {
    return this.#recent.reduce((sum, step) => sum + step.images, 0) / this.#seconds;
  }

  get secondsPerStep(): number {
    return this.#seconds / this.#recent.length;
  }

  get #seconds(): number {
    return this.#recent.reduce((sum, step) => sum + step.milliseconds, 0) / 1000;
  }
}
