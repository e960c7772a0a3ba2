import type { CommandContext } from "../context";
import { bar, clock } from "./numbers";

/** "▕████░░▏ 120/3840 images, 4.1 images/s, 15:07 left" while a command goes through many images. */
export class ImageProgress {
  readonly #show: CommandContext["progress"];
  readonly #total: number;
  readonly #start = performance.now();
  #done = 0;

  constructor(total: number, { progress }: Pick<CommandContext, "progress">) {
    this.#total = total;
    this.#show = progress;
  }

  imageDone(): void {
    this.#done++;
    if (this.#total < 2) return;
    const perSecond = this.#done / ((performance.now() - this.#start) / 1000);
    const left = clock((this.#total - this.#done) / perSecond);
    this.#show(
      `${bar(this.#done / this.#total)} ${this.#done}/${this.#total} images, ${perSecond.toFixed(1)} images/s, ${left} left`,
    );
  }
}
