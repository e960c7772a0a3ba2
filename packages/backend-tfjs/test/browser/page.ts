/** What runs in the browser: the public API, as an app would use it. */
import { RuntimeMissingError } from "@fagr/core";
import { createArchitecture } from "@fagr/core/network";
import { engine } from "@tensorflow/tfjs-core";
import { type TfjsBackendOptions, tfjsBackend } from "../../src/index";

/** What the page hands to the test. */
export interface BrowserPage {
  availability(options: TfjsBackendOptions): Promise<{ available: boolean; reason: string }>;
  /** The error that building a network ends with. */
  failure(options: TfjsBackendOptions): Promise<{ code: string; packageName: string; message: string }>;
  /** What tfjs itself runs on, for the application. */
  chosen(): string | null;
}

const browserPage: BrowserPage = {
  availability: (options) => tfjsBackend(options).isAvailable(),

  async failure(options) {
    const manifest = { architecture: createArchitecture() };
    // It never gets as far as the weights.
    const building = tfjsBackend(options).createNetwork({ manifest, tensors: new Map() } as never);
    const error = await building.catch((reason: unknown) => reason);
    if (!(error instanceof RuntimeMissingError)) throw new Error(`Expected a RuntimeMissingError, received ${error}`);
    const { code, packageName, message } = error;
    return { code, packageName, message };
  },

  chosen: () => engine().backendName ?? null,
};

Object.assign(globalThis, { browserPage });
