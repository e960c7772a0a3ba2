import type { RecognizerClient } from "./recognizer-client";
import { cameraProblem, closeCamera, nextFrame, openCamera, takeFrame } from "./ui/camera";
import { element } from "./ui/element";
import { showFaces } from "./ui/face-views";
import { showProblem, tell } from "./ui/notices";
import { setStage } from "./ui/stage";
import { countWords } from "./ui/words";

const video = element<HTMLVideoElement>("video");
const toggle = element<HTMLButtonElement>("camera");

/** The webcam: its frames go to the worker one at a time, and those that come meanwhile are not looked at. */
export class Webcam {
  readonly #recognizer: RecognizerClient;
  readonly #ready: () => Promise<unknown>;
  /** Tells a loop that it is no longer wanted. */
  #running: AbortController | null = null;

  constructor(recognizer: RecognizerClient, ready: () => Promise<unknown>) {
    this.#recognizer = recognizer;
    this.#ready = ready;
  }

  get isOn(): boolean {
    return this.#running !== null;
  }

  async start(): Promise<void> {
    const running = (this.#running = new AbortController());
    this.#showToggle();
    try {
      setStage("video", { busy: true });
      tell("Waiting for the webcam…");
      const stream = await openCamera(video);
      if (running.signal.aborted) return closeCamera(video);
      stream
        .getVideoTracks()[0]!
        .addEventListener("ended", () =>
          this.#end(running, new DOMException("The webcam went away.", "NotFoundError")),
        );
      await this.#ready();
      await this.#look(running.signal);
    } catch (error) {
      this.#end(running, error as Error);
    }
  }

  stop(): void {
    if (!this.#running) return;
    this.#running.abort();
    this.#running = null;
    closeCamera(video);
    this.#showToggle();
    showFaces(null);
    setStage("nothing");
    tell("");
  }

  async #look(signal: AbortSignal): Promise<void> {
    let smoothed = 0;
    let before = performance.now();
    while (!signal.aborted) {
      await nextFrame(video);
      if (signal.aborted) return;
      const analysis = await this.#recognizer.lookAtFrame(await takeFrame(video));
      if (signal.aborted) return;
      setStage("video");
      showFaces(analysis, { mirrored: true });
      const taken = performance.now() - before;
      before += taken;
      smoothed = smoothed === 0 ? taken : 0.9 * smoothed + 0.1 * taken;
      element("frame").dataset.rate = `${(1000 / smoothed).toFixed(1)} frames a second`;
      tell(countWords(analysis.faces.length));
    }
  }

  #end(running: AbortController, error: Error): void {
    if (running.signal.aborted) return;
    this.stop();
    setStage("problem");
    showProblem(cameraProblem(error));
  }

  #showToggle(): void {
    toggle.setAttribute("aria-pressed", String(this.isOn));
    toggle.textContent = this.isOn ? "Stop the webcam" : "Use the webcam";
  }
}
