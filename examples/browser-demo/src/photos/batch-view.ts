import { moveByArrowKeys } from "../ui/arrow-keys";
import { create, element } from "../ui/element";
import { countWords } from "../ui/words";
import { drawHistogram } from "./histogram";
import { isWaiting, type Photo } from "./photo";

const batch = element("batch");
const strip = element("strip");
const bar = element<HTMLProgressElement>("batch-progress");
const words = element("batch-words");
moveByArrowKeys(strip);

/** Several photos: how many have been looked at, a small picture of each with a mark, and the ages of all faces. */
export class BatchView {
  readonly #choose: (photo: Photo) => void;
  readonly #buttons = new Map<Photo, HTMLButtonElement>();

  /** @param choose - The visitor wants to see this photo. */
  constructor(choose: (photo: Photo) => void) {
    this.#choose = choose;
  }

  show(photos: readonly Photo[]): void {
    this.#buttons.clear();
    batch.hidden = photos.length < 2;
    strip.replaceChildren();
    if (batch.hidden) return;
    for (const photo of photos) {
      const button = this.#createThumbnail(photo);
      this.#buttons.set(photo, button);
      strip.append(create("li", {}, button));
    }
    this.#summarise(photos);
  }

  choose(chosen: Photo): void {
    for (const [photo, button] of this.#buttons) {
      button.setAttribute("aria-pressed", String(photo === chosen));
      button.tabIndex = photo === chosen ? 0 : -1;
    }
  }

  /** Something is known of a photo, or is about to be. */
  update(photo: Photo, photos: readonly Photo[]): void {
    const button = this.#buttons.get(photo);
    if (!button) return;
    const { analysis, error } = photo;
    const canvas = button.querySelector("canvas")!;
    if (analysis && "thumbnail" in analysis && canvas.width !== analysis.thumbnail.side) {
      const { side, pixels } = analysis.thumbnail;
      canvas.width = canvas.height = side;
      canvas.getContext("2d")!.putImageData(new ImageData(pixels, side, side), 0, 0);
    }
    const [, mark, label] = button.children;
    button.dataset.state = error ? "failed" : analysis ? "done" : "busy";
    mark!.textContent = error ? "!" : analysis ? String(analysis.faces.length) : "…";
    label!.textContent = `${photo.name}, ${error ? "could not be looked at" : analysis ? countWords(analysis.faces.length) : "being looked at"}`;
    this.#summarise(photos);
  }

  #summarise(photos: readonly Photo[]): void {
    const done = photos.filter((photo) => !isWaiting(photo)).length;
    const failed = photos.filter(({ error }) => error).length;
    const faces = photos.flatMap(({ analysis }) => analysis?.faces ?? []);
    bar.max = photos.length;
    bar.value = done;
    bar.hidden = done === photos.length;
    words.textContent = [
      done < photos.length ? `${done} of ${photos.length} photos` : `${photos.length} photos`,
      faces.length === 0 ? "no faces" : countWords(faces.length),
      ...(failed > 0 ? [`${failed} could not be read`] : []),
    ].join(", ");
    element("histogram").replaceChildren(...(faces.length > 1 ? [drawHistogram(faces)] : []));
  }

  #createThumbnail(photo: Photo): HTMLButtonElement {
    const label = create("span", { className: "visually-hidden" }, `${photo.name}, not looked at yet`);
    const mark = create("span", { className: "mark", ariaHidden: "true" });
    const canvas = create("canvas", { width: 1, height: 1, ariaHidden: "true" });
    const button = create("button", { type: "button", className: "thumbnail", title: photo.name }, canvas, mark, label);
    button.dataset.state = "waiting";
    for (const event of ["click", "focus"]) button.addEventListener(event, () => this.#choose(photo));
    return button;
  }
}
