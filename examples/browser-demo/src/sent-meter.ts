import { countSentBytes } from "./sent-bytes";
import { element } from "./ui/element";
import { bytesWords } from "./ui/words";

/** How often it is read, milliseconds. */
const interval = 1000;

/** Shows how many bytes page and worker have sent to any server since the page was opened. It should say 0 for ever. */
export class SentMeter {
  readonly #here = countSentBytes();
  readonly #inWorker: () => Promise<number>;

  /** @param inWorker - What the worker has sent. */
  constructor(inWorker: () => Promise<number>) {
    this.#inWorker = inWorker;
    this.#show(0);
  }

  /** Reads the counters from now on. */
  start(): void {
    setInterval(() => this.#read(), interval);
    const tellNetwork = () => {
      element("dare").textContent = navigator.onLine
        ? "Don’t take our word for it: switch your network off, and choose another photo."
        : "You are offline now. Choose a photo: nothing has changed.";
    };
    addEventListener("online", tellNetwork);
    addEventListener("offline", tellNetwork);
    tellNetwork();
  }

  async #read(): Promise<void> {
    this.#show(this.#here() + (await this.#inWorker()));
  }

  #show(bytes: number): void {
    const meter = element("sent");
    const words = bytesWords(bytes);
    if (meter.textContent !== words) meter.textContent = words;
    meter.toggleAttribute("data-some", bytes > 0);
  }
}
