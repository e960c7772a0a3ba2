/** What runs in the browser: the public API, as an app would use it. */
import { type AgeGenderPrediction, loadAgeGenderModel, loadImage, type RgbImage } from "@fagr/core";
import type { PixelBatch } from "@fagr/core/backend";
import { loadWeights } from "@fagr/core/network";
import { onnxBackend } from "../../src/index";
import type { OnnxSessionOptions } from "../../src/runtime/session-options";

const weights = "/weights/manifest.json";

/** What the page hands to the test. */
export interface BrowserPage {
  availability(options: OnnxSessionOptions): Promise<{ available: boolean; reason: string }>;
  /** Probabilities of the pixels in /pixels.bin. */
  runPixels(options: OnnxSessionOptions, count: number): Promise<{ age: number[]; gender: number[] }>;
  /**
   * Decodes /photo.png with createImageBitmap; gives the prediction and the pixels that it was made from, a character a
   * byte: hundreds of thousands of numbers take minutes on their way out of the browser.
   */
  predictPhoto(
    options: OnnxSessionOptions,
    box: { x: number; y: number; width: number; height: number },
  ): Promise<{ prediction: AgeGenderPrediction; image: Omit<RgbImage, "data"> & { latin1: string } }>;
  /** Class and message of the error that loading ends with. */
  failure(options: OnnxSessionOptions): Promise<{ name: string; code: string; message: string }>;
}

const toLatin1 = (bytes: ArrayLike<number>) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");

const browserPage: BrowserPage = {
  availability: (options) => onnxBackend(options).isAvailable(),

  async runPixels(options, count) {
    const network = await onnxBackend(options).createNetwork(await loadWeights(weights));
    const response = await fetch("/pixels.bin");
    const batch: PixelBatch = { data: new Float32Array(await response.arrayBuffer()), count };
    const { age, gender } = await network.run(batch);
    await network.dispose();
    return { age: [...age], gender: [...gender] };
  },

  async predictPhoto(options, box) {
    const bitmap = await createImageBitmap(await (await fetch("/photo.png")).blob());
    const image = await loadImage(bitmap);
    const model = await loadAgeGenderModel({ backend: onnxBackend(options), weights });
    const [prediction] = await model.predict([{ image, box }], { ageDistribution: true });
    await model.dispose();
    const { width, height, data } = image;
    return { prediction: prediction!, image: { width, height, latin1: toLatin1(data) } };
  },

  async failure(options) {
    try {
      await loadAgeGenderModel({ backend: onnxBackend(options), weights });
    } catch (error) {
      const { name, code, message } = error as Error & { code: string };
      return { name, code, message };
    }
    throw new Error("Expected an error while loading.");
  },
};

Object.assign(globalThis, { browserPage });
