import type { CommandContext } from "../context";
import { bar, clock } from "./numbers";

interface ImageProgressOptions extends Pick<CommandContext, "progress"> {
  /** Images that an earlier run did. */
  readonly done?: number;
  /** What they belong to, in front of the bar. */
  readonly title?: string;
}

/** "▕████░░▏ 120/3840 images, 4.1 images/s, 15:07 left" while a command goes through many images. */
export class ImageProgress {
  readonly #show: CommandContext["progress"];
  readonly #title: string;
  readonly #total: number;
  readonly #before: number;
  readonly #start = performance.now();
  #done: number;

  constructor(total: number, { progress, done = 0, title }: ImageProgressOptions) {
    this.#total = total;
    this.#show = progress;
    this.#before = done;
    this.#done = done;
    this.#title = title === undefined ? "" : `${title} `;
  }

  imageDone(): void {
    this.#done++;
    if (this.#total < 2) return;
    const perSecond = (this.#done - this.#before) / ((performance.now() - this.#start) / 1000);
    const left = clock((this.#total - this.#done) / perSecond);
    this.#show(
      `${this.#title}${bar(this.#done / this.#total)} ${this.#done}/${this.#total} images, ${perSecond.toFixed(1)} images/s, ${left} left`,
    );
  }
}
