/** What runs in the browser: the public entry for browsers, as a page would use it. */
import { browserStorage, memoryStorage, readMetrics, train } from "../../src/browser";
import { tinyGentleStage, tinySplit, tinyStage } from "../tiny";

/** What the page hands to the test. */
export interface BrowserPage {
  /**
   * Trains the tiny data for so many steps, in the browser's file system where a folder is named, and stops after a step
   * as a click on "stop" would. The weights come as the characters of their bytes: numbers take long on their way out.
   */
  train(options: { steps: number; gentle?: boolean; folder?: string; stopAfter?: number; wasmPaths: string }): Promise<{
    step: number;
    resumedAt: number | null;
    losses: number[];
    weights: [name: string, bytes: string][];
  }>;
  /** Class and message of the error that a training ends with. */
  failure(wasmPaths: string): Promise<{ name: string; message: string }>;
}

const toText = (values: Float32Array) =>
  Array.from(new Uint8Array(values.slice().buffer), (byte) => String.fromCharCode(byte)).join("");

const browserPage: BrowserPage = {
  async train({ steps, gentle, folder, stopAfter, wasmPaths }) {
    const storage = folder === undefined ? memoryStorage() : await browserStorage(folder);
    const stop = new AbortController();
    let resumedAt: number | null = null;
    const { step, weights } = await train({
      ...tinySplit(),
      recipe: gentle ? tinyGentleStage(steps) : { ...tinyStage, schedule: { ...tinyStage.schedule, steps } },
      backend: { name: "wasm", wasmPaths },
      storage,
      metricsEvery: 1,
      signal: stop.signal,
      onEvent(event) {
        if (event.kind === "resumed") resumedAt = event.step;
        if (event.kind === "step" && event.step === stopAfter) stop.abort();
      },
    });
    const losses = (await readMetrics(storage)).flatMap((line) => (line.kind === "step" ? [line.loss] : []));
    return { step, resumedAt, losses, weights: [...weights].map(([name, values]) => [name, toText(values)]) };
  },

  async failure(wasmPaths) {
    try {
      await this.train({ steps: 1, wasmPaths });
    } catch (error) {
      const { name, message } = error as Error;
      return { name, message };
    }
    throw new Error("Expected an error while training.");
  },
};

Object.assign(globalThis, { browserPage });
