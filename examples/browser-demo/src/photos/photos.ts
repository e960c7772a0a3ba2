import type { BoundingBox } from "@fagr/core";
import type { Analysis, LookSettings } from "../answers";
import type { RecognizerClient } from "../recognizer-client";
import { type Truth, truthWords } from "../samples/truth-words";
import { element } from "../ui/element";
import { showFaces } from "../ui/face-views";
import { showNote, showProblem, tell } from "../ui/notices";
import { photoProblem } from "../ui/problems";
import { setPhoto, setStage } from "../ui/stage";
import { countWords, timeWords } from "../ui/words";
import { BatchView } from "./batch-view";
import { lookThrough } from "./look-through";
import { moveBox, movedWords } from "./move-box";
import { createPhoto, type Photo } from "./photo";

/** The visitor's photos: looked at one after the other, shown one at a time, the others in a strip below. */
export class Photos {
  readonly #recognizer: RecognizerClient;
  readonly #ready: () => Promise<unknown>;
  readonly #settings: () => LookSettings;
  readonly #batch = new BatchView((photo) => this.#choose(photo));
  #photos: Photo[] = [];
  #current: Photo | null = null;
  /** Of the photo that is shown. Only that one is held in full size. */
  #address = "";
  #run = new AbortController();

  /** @param ready - Resolves when the models are loaded. */
  constructor(recognizer: RecognizerClient, ready: () => Promise<unknown>, settings: () => LookSettings) {
    this.#recognizer = recognizer;
    this.#ready = ready;
    this.#settings = settings;
  }

  /** The photo that is shown. */
  get current(): Photo | null {
    return this.#current;
  }

  /** All of them, in their order. */
  get all(): readonly Photo[] {
    return this.#photos;
  }

  /** Replaces the photos that are there. @param files - With the answer, where it is known before. */
  async show(files: readonly { name: string; file: Blob; stored?: Analysis; truth?: Truth }[]): Promise<void> {
    this.clear();
    this.#photos = files.map(({ name, file, stored, truth }) => createPhoto(name, file, stored, truth));
    this.#batch.show(this.#photos);
    this.#choose(this.#photos[0]!);
    await this.#lookAtWaiting();
  }

  clear(): void {
    this.#run.abort();
    this.#photos = [];
    this.#current = null;
    this.#release();
    this.#batch.show([]);
    element("actions").hidden = true;
    showNote("");
    showProblem(null);
    showFaces(null);
    setStage("nothing");
    tell("");
  }

  /**
   * Looks again. `"shown"`: at the photo that is shown, after a change that other answers do not depend on, such as of the backend;
   * `"all"`: at all of them.
   */
  async lookAgain(which: "shown" | "all"): Promise<void> {
    for (const photo of which === "all" ? this.#photos : this.#current ? [this.#current] : []) {
      delete photo.analysis;
      delete photo.error;
      this.#batch.update(photo, this.#photos);
    }
    await this.#lookAtWaiting();
  }

  /** The network is asked about a box that the visitor has moved. */
  async moveBox(id: number, box: BoundingBox): Promise<void> {
    const photo = this.#current;
    if (!photo?.analysis) return;
    await moveBox(photo, { id, box, recognizer: this.#recognizer, mirror: this.#settings().mirror }, () => {
      if (photo === this.#current) this.#render();
    });
  }

  /** Puts all boxes back to where the detector saw them. */
  resetBoxes(): void {
    if (!this.#current?.moved) return;
    delete this.#current.moved;
    this.#render();
  }

  async #lookAtWaiting(): Promise<void> {
    this.#run.abort();
    const { signal } = (this.#run = new AbortController());
    if (this.#current) this.#render();
    await this.#ready();
    await lookThrough(this.#photos, this.#recognizer, {
      signal,
      settings: this.#settings,
      current: () => this.#current,
      changed: (photo) => {
        this.#batch.update(photo, this.#photos);
        if (photo === this.#current) this.#render();
      },
    });
  }

  #choose(photo: Photo): void {
    if (photo !== this.#current) this.#release();
    this.#current = photo;
    this.#batch.choose(photo);
    this.#render();
  }

  #release(): void {
    if (this.#address) URL.revokeObjectURL(this.#address);
    this.#address = "";
  }

  #render(): void {
    const photo = this.#current!;
    const { name, file, error, isStored } = photo;
    const analysis = photo.moved ?? photo.analysis;
    showProblem(error ? photoProblem(name, file, error) : null);
    const [face] = photo.analysis?.faces ?? [];
    showNote(photo.truth && face ? truthWords(photo.truth, face) : "");
    const hasFaces = (analysis?.faces.length ?? 0) > 0;
    element("save-card").hidden = !hasFaces;
    element("actions").hidden = !hasFaces && this.#photos.length < 2;
    if (error) {
      setStage("problem");
      showFaces(null);
      tell("");
      return;
    }
    this.#address ||= URL.createObjectURL(file);
    setPhoto(this.#address, analysis ? `${name}. ${countWords(analysis.faces.length)}` : name);
    setStage("photo", { busy: !analysis });
    showFaces(analysis ?? null);
    if (!analysis) tell("Looking for faces…");
    else if (photo.moved) tell(movedWords(photo));
    else if (isStored)
      tell(`${countWords(analysis.faces.length)}, as the page’s makers saw it. Yours comes when all is loaded.`);
    else if (analysis.faces.length === 0)
      tell("No face found. Faces that look towards the camera, larger than 30 pixels, are found best.");
    else tell(`${countWords(analysis.faces.length)} in ${timeWords(analysis.milliseconds)}`);
  }
}
