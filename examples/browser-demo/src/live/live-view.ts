import type { RecognizerClient } from "../recognizer-client";
import { element } from "../ui/element";
import { showFaces } from "../ui/face-views";
import { showProblem, tell } from "../ui/notices";
import type { Problem } from "../ui/problems";
import { cameraProblem, videoProblem } from "../ui/problems";
import { setStage } from "../ui/stage";
import { followFaces } from "./frame-loop";
import { closeCamera, openCamera } from "./open-camera";

const video = element<HTMLVideoElement>("video");
const toggle = element<HTMLButtonElement>("camera");

/** The stage as a video: the webcam's, or that of a file. */
export class LiveView {
  readonly #recognizer: RecognizerClient;
  readonly #ready: () => Promise<unknown>;
  /** Tells a loop that it is no longer wanted. */
  #running: AbortController | null = null;
  #isCamera = false;

  /** @param ready - Resolves when the models are loaded. */
  constructor(recognizer: RecognizerClient, ready: () => Promise<unknown>) {
    this.#recognizer = recognizer;
    this.#ready = ready;
  }

  get isCameraOn(): boolean {
    return this.#running !== null && this.#isCamera;
  }

  startCamera(): Promise<void> {
    return this.#show({ isCamera: true, problem: cameraProblem }, async (running) => {
      tell("Waiting for the webcam…");
      const stream = await openCamera(video);
      if (running.signal.aborted) return closeCamera(video);
      const ended = () => this.#end(running, cameraProblem(new DOMException("It went away.", "NotFoundError")));
      stream.getVideoTracks()[0]!.addEventListener("ended", ended);
    });
  }

  showFile(name: string, file: Blob): Promise<void> {
    return this.#show({ isCamera: false, problem: (error) => videoProblem(name, error) }, async (running) => {
      tell("Opening the video…");
      const address = URL.createObjectURL(file);
      running.signal.addEventListener("abort", () => URL.revokeObjectURL(address));
      video.src = address;
      video.loop = true;
      await video.play();
    });
  }

  stop(): void {
    if (!this.#running) return;
    this.#running.abort();
    this.#running = null;
    closeCamera(video);
    video.removeAttribute("src");
    video.load();
    this.#showToggle();
    showFaces(null);
    setStage("nothing");
    tell("");
  }

  async #show(
    { isCamera, problem }: { isCamera: boolean; problem: (error: Error) => Problem },
    open: (running: AbortController) => Promise<void>,
  ): Promise<void> {
    this.stop();
    const running = (this.#running = new AbortController());
    const { signal } = running;
    this.#isCamera = isCamera;
    this.#showToggle();
    try {
      // Webcams are shown as mirrors show us; films are not. Files can be paused and wound.
      video.toggleAttribute("data-mirrored", isCamera);
      video.controls = !isCamera;
      video.setAttribute("aria-label", isCamera ? "Webcam" : "Your video");
      setStage("video", { busy: true });
      await open(running);
      if (signal.aborted) return;
      await this.#ready();
      const time = isCamera ? () => performance.now() / 1000 : () => video.currentTime;
      await followFaces(this.#recognizer, { signal, mirrored: isCamera, time });
    } catch (error) {
      this.#end(running, problem(error as Error));
    }
  }

  #end(running: AbortController, problem: Problem): void {
    if (running.signal.aborted) return;
    this.stop();
    setStage("problem");
    showProblem(problem);
  }

  #showToggle(): void {
    toggle.setAttribute("aria-pressed", String(this.isCameraOn));
    toggle.textContent = this.isCameraOn ? "Stop the webcam" : "Use the webcam";
  }
}
