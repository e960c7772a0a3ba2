import type { AnalyzedFace, ImageInput } from "@fagr/core";
import { FacesView, type FaceWords, wordsOf } from "./faces-view";
import { sharedAnalyzer } from "./shared-analyzer";
import { whenNear } from "./when-near";

/** The state of an element: nothing to show, models or picture loading, finished, or failed. */
export type FagrFacesState = "empty" | "loading" | "ready" | "failed";

/** Finds the faces: a `FaceAnalyzer`, or anything with its `analyze`, such as one in a worker. */
export interface FaceSource {
  analyze(image: ImageInput, options?: { signal?: AbortSignal }): Promise<readonly AnalyzedFace[]>;
}

/** Servers have no elements; importing the package there must not fail. */
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/**
 * `<fagr-faces src="photo.jpg" alt="…">`: shows a picture with a box at each face, tagged with its apparent age and gender.
 *
 * - Attributes: `src`, `alt`, `loading` ("lazy", the default: nothing is downloaded until the element comes near the screen; or
 *   "eager"), `crossorigin` (as of `<img>`; pictures of other servers need "anonymous" and their permission).
 * - Events, all of which bubble and cross shadow trees: `fagr-progress` (`detail` is a `DownloadProgress`: bytes), `fagr-faces`
 *   (`detail.faces`), `fagr-error` (`detail.error`, an ImageError, DownloadError or another FagrError).
 * - Parts to style: `image`, `faces`, `face`, `label`, `status`; custom properties `--fagr-accent` and `--fagr-ink`.
 *
 * All elements of a page share one analyzer, which works in the page's thread. Set `analyzer` to use another.
 *
 * @example
 * ```ts
 * const element = document.querySelector("fagr-faces")!;
 * element.addEventListener("fagr-faces", (event) => console.log(event.detail.faces));
 * ```
 */
export class FagrFacesElement extends Base {
  static readonly observedAttributes = ["src", "alt", "crossorigin"];

  readonly #view: FacesView;
  #run = new AbortController();
  #file: Blob | null = null;
  #fileUrl = "";
  #faces: readonly AnalyzedFace[] | null = null;
  #state: FagrFacesState = "empty";

  /** Finds the faces instead of the analyzer that all elements of the page share. The element does not dispose of it. */
  analyzer: FaceSource | null = null;
  /** The texts of tags and screen readers for a face; for other languages. */
  wordsOf: (face: AnalyzedFace) => FaceWords = wordsOf;

  constructor() {
    super();
    this.#view = new FacesView(this.attachShadow({ mode: "open" }));
  }

  /** Address of the picture. */
  get src(): string {
    return this.getAttribute("src") ?? "";
  }

  set src(value: string) {
    this.setAttribute("src", value);
  }

  /** What the picture shows, for those who cannot see it. */
  get alt(): string {
    return this.getAttribute("alt") ?? "";
  }

  set alt(value: string) {
    this.setAttribute("alt", value);
  }

  /** "lazy" or "eager". */
  get loading(): "lazy" | "eager" {
    return this.getAttribute("loading") === "eager" ? "eager" : "lazy";
  }

  set loading(value: "lazy" | "eager") {
    this.setAttribute("loading", value);
  }

  /** A picture without an address, such as a chosen file; it takes precedence over `src`. */
  get file(): Blob | null {
    return this.#file;
  }

  set file(value: Blob | null) {
    this.#file = value;
    this.#start();
  }

  /** The faces, best first; null until they are known. */
  get faces(): readonly AnalyzedFace[] | null {
    return this.#faces;
  }

  get state(): FagrFacesState {
    return this.#state;
  }

  connectedCallback(): void {
    this.#start();
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  attributeChangedCallback(name: string): void {
    if (name === "alt") this.#view.image.alt = this.alt;
    else this.#start();
  }

  #stop(): void {
    this.#run.abort();
    URL.revokeObjectURL(this.#fileUrl);
    this.#fileUrl = "";
  }

  #start(): void {
    this.#stop();
    this.#faces = null;
    this.#view.clear();
    this.#view.say("");
    if (!this.isConnected) return;
    if (!this.#file && !this.src) {
      this.#state = "empty";
      this.#view.image.removeAttribute("src");
      return;
    }
    this.#run = new AbortController();
    void this.#look(this.#run.signal);
  }

  async #look(signal: AbortSignal): Promise<void> {
    this.#state = "loading";
    try {
      if (this.loading === "lazy") await whenNear(this, signal);
      const { image } = this.#view;
      image.crossOrigin = this.getAttribute("crossorigin");
      if (this.#file) this.#fileUrl = URL.createObjectURL(this.#file);
      image.src = this.#fileUrl || this.src;
      const analyzer = this.analyzer ?? (await this.#open());
      signal.throwIfAborted();
      this.#view.say("Looking for faces…");
      const faces = await analyzer.analyze(this.#file ?? image, { signal });
      // The boxes are placed by the picture's size, which has to be known.
      await image.decode().catch(() => undefined);
      signal.throwIfAborted();
      this.#faces = faces;
      this.#state = "ready";
      this.#view.showFaces(faces, this.wordsOf);
      this.#view.say(faces.length === 0 ? "No face was found." : "");
      this.#tell("fagr-faces", { faces });
    } catch (error) {
      if (signal.aborted) return;
      this.#state = "failed";
      this.#view.say(error instanceof Error ? error.message : String(error));
      this.#tell("fagr-error", { error });
    }
  }

  #open(): Promise<FaceSource> {
    this.#view.say("Loading the models…");
    return sharedAnalyzer((progress) => this.#tell("fagr-progress", progress));
  }

  #tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}
