import type { Analysis } from "./answers";
import type { RecognizerClient } from "./recognizer-client";
import { create, element } from "./ui/element";
import { showFaces } from "./ui/face-views";
import { photoProblem, showProblem, tell } from "./ui/notices";
import { setPhoto, setStage } from "./ui/stage";
import { countWords, timeWords } from "./ui/words";

interface Photo {
  readonly name: string;
  readonly file: Blob;
  /** Of the file, for the page's own pictures of it. */
  readonly address: string;
  analysis?: Analysis;
  error?: Error;
}

const strip = element("strip");

/** The visitor's photos: looked at one after the other, shown one at a time, the others in a strip below. */
export class Photos {
  readonly #recognizer: RecognizerClient;
  readonly #ready: () => Promise<unknown>;
  #photos: Photo[] = [];
  #current: Photo | null = null;

  /** @param ready - Resolves when the models are loaded. */
  constructor(recognizer: RecognizerClient, ready: () => Promise<unknown>) {
    this.#recognizer = recognizer;
    this.#ready = ready;
  }

  /** Replaces the photos that are there. */
  async show(files: readonly { readonly name: string; readonly file: Blob }[]): Promise<void> {
    this.clear();
    this.#photos = files.map(({ name, file }) => ({ name, file, address: URL.createObjectURL(file) }));
    this.#fillStrip();
    this.#choose(this.#photos[0]!);
    await this.#lookAtAll();
  }

  clear(): void {
    for (const { address } of this.#photos) URL.revokeObjectURL(address);
    this.#photos = [];
    this.#current = null;
    strip.hidden = true;
    showProblem(null);
    showFaces(null);
    setStage("nothing");
    tell("");
  }

  /** Looks again, after the backend or the detector has changed. */
  async lookAgain(): Promise<void> {
    for (const photo of this.#photos) {
      delete photo.analysis;
      delete photo.error;
    }
    await this.#lookAtAll();
  }

  async #lookAtAll(): Promise<void> {
    const photos = this.#photos;
    await this.#ready();
    for (const photo of photos) {
      if (photos !== this.#photos) return;
      if (photo === this.#current) this.#render();
      try {
        photo.analysis = await this.#recognizer.lookAtPhoto(photo.file);
      } catch (error) {
        photo.error = error as Error;
      }
      if (photo === this.#current) this.#render();
    }
  }

  #choose(photo: Photo): void {
    this.#current = photo;
    for (const button of strip.querySelectorAll("button"))
      button.setAttribute("aria-pressed", String(button.dataset.address === photo.address));
    this.#render();
  }

  #render(): void {
    const { name, address, analysis, error } = this.#current!;
    showProblem(error ? photoProblem(name, error) : null);
    if (error) {
      setStage("problem");
      showFaces(null);
      tell("");
      return;
    }
    setPhoto(address, analysis ? `${name}. ${countWords(analysis.faces.length)}` : name);
    setStage("photo", { busy: !analysis });
    showFaces(analysis ?? null);
    if (!analysis) tell("Looking for faces…");
    else if (analysis.faces.length === 0)
      tell("No face found. Faces that look towards the camera, larger than 30 pixels, are found best.");
    else tell(`${countWords(analysis.faces.length)} in ${timeWords(analysis.milliseconds)}`);
  }

  #fillStrip(): void {
    strip.hidden = this.#photos.length < 2;
    strip.replaceChildren(
      ...this.#photos.map((photo) => {
        const image = create("img", { src: photo.address, alt: photo.name, loading: "lazy", decoding: "async" });
        const button = create("button", { type: "button", className: "thumbnail" }, image);
        button.dataset.address = photo.address;
        button.addEventListener("click", () => this.#choose(photo));
        return create("li", {}, button);
      }),
    );
  }
}
