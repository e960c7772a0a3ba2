import { ageClassCount } from "../architecture/architecture";
import { DisposedError, InvalidArgumentError, RuntimeMissingError } from "../errors";
import { type AgeGenderPrediction, decodePredictions } from "../prediction/decode";
import type { DownloadOptions } from "../weights/download";
import { loadWeights, type WeightsSource } from "../weights/load-weights";
import type { WeightsManifest } from "../weights/manifest";
import type { AgeGenderModel, FaceRegion, PredictOptions } from "./age-gender-model";
import type { AgeGenderBackend, AgeGenderNetwork, PixelBatch, ProbabilityBatch } from "./backend";
import { averageProbabilities, mirrorBatch } from "./mirror";
import { preprocessFaces } from "./preprocess";

/** What to load, and where it runs. */
export interface LoadModelOptions extends DownloadOptions {
  /** Where the network runs, for example `onnxBackend()` of `@fagr/backend-onnx`. */
  backend: AgeGenderBackend;
  /** Which weights, for example `weights` of `@fagr/weights`. */
  weights: WeightsSource;
}

/**
 * Loads a model: fetches and checks its weights and builds its network on the backend.
 *
 * @throws WeightsError, DownloadError if the weights cannot be had or are damaged.
 * @throws RuntimeMissingError if the backend's runtime is not installed.
 *
 * @example
 * ```ts
 * const model = await loadAgeGenderModel({ backend: onnxBackend(), weights });
 * const [prediction] = await model.predict([{ image: await loadImage("face.jpg") }]);
 * await model.dispose();
 * ```
 */
export async function loadAgeGenderModel(options: LoadModelOptions): Promise<AgeGenderModel> {
  const { backend, weights, signal, ...download } = options;
  if (typeof backend?.createNetwork !== "function")
    throw new InvalidArgumentError(
      `Expected a backend, such as onnxBackend() of @fagr/backend-onnx, in loadAgeGenderModel({ backend, weights })${typeof backend === "string" ? `, received "${backend}". Backends are opened by name in @fagr/backend-auto: autoBackend() takes the fastest, createBackend(name) any` : ""}.`,
    );
  const loaded = await loadWeights(weights, { ...download, signal });
  const network = await backend.createNetwork(loaded);
  if (signal?.aborted) {
    await network.dispose();
    throw signal.reason;
  }
  return new BackendModel(network, network.backend ?? backend.name, loaded.manifest);
}

class BackendModel implements AgeGenderModel {
  readonly manifest: WeightsManifest;
  readonly backend: string;
  readonly #network: AgeGenderNetwork;
  readonly #running = new Set<Promise<ProbabilityBatch>>();
  #disposed: Promise<void> | null = null;

  constructor(network: AgeGenderNetwork, backend: string, manifest: WeightsManifest) {
    this.#network = network;
    this.backend = backend;
    this.manifest = manifest;
  }

  async predict(
    faces: readonly FaceRegion[],
    { signal, batchSize = 32, mirror = false, ...decodeOptions }: PredictOptions = {},
  ): Promise<AgeGenderPrediction[]> {
    if (!Array.isArray(faces))
      throw new InvalidArgumentError(
        "Expected an array of faces: model.predict([{ image, box }]). Read images with loadImage().",
      );
    if (!Number.isInteger(batchSize) || batchSize < 1)
      throw new InvalidArgumentError(`Expected batchSize to be a whole number >= 1, received ${String(batchSize)}.`);
    this.#throwIfDisposed();
    const { labels, calibration } = this.manifest;
    const predictions: AgeGenderPrediction[] = [];
    for (let start = 0; start < faces.length; start += batchSize) {
      const batch = preprocessFaces(faces.slice(start, start + batchSize), this.manifest);
      // Before the run: a backend may hand the batch's memory on.
      const mirrored = mirror ? mirrorBatch(batch, this.manifest.architecture.inputSize) : null;
      const straight = await this.#run(batch, signal);
      const probabilities = mirrored ? averageProbabilities(straight, await this.#run(mirrored, signal)) : straight;
      predictions.push(...decodePredictions(probabilities, { labels, calibration, ...decodeOptions }));
    }
    signal?.throwIfAborted();
    return predictions;
  }

  dispose(): Promise<void> {
    // Runtimes crash when their memory goes away under a running network.
    this.#disposed ??= Promise.allSettled(this.#running).then(() => this.#network.dispose());
    return this.#disposed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  async #run(batch: PixelBatch, signal: AbortSignal | undefined): Promise<ProbabilityBatch> {
    signal?.throwIfAborted();
    this.#throwIfDisposed();
    const { count } = batch;
    const running = this.#network.run(batch, signal ? { signal } : {});
    this.#running.add(running);
    try {
      const probabilities = await running;
      this.#checkAnswer(probabilities, count);
      return probabilities;
    } finally {
      this.#running.delete(running);
    }
  }

  #throwIfDisposed(): void {
    if (this.#disposed) throw new DisposedError("model");
  }

  /** A broken driver or runtime answers with nonsense rather than with an error; that must not become an age. */
  #checkAnswer(probabilities: ProbabilityBatch, count: number): void {
    const expected = { age: count * ageClassCount(this.manifest.architecture), gender: count * 2 };
    for (const output of ["age", "gender"] as const) {
      const values = probabilities[output];
      if (values.length !== expected[output])
        throw new InvalidArgumentError(
          `Expected ${expected[output]} ${output} probabilities for ${count} faces from the backend "${this.backend}", received ${values.length}. The backend does not fit these weights.`,
        );
      const bad = values.find((value) => !Number.isFinite(value));
      if (bad !== undefined)
        throw new RuntimeMissingError(
          this.backend,
          `Expected finite ${output} probabilities from the backend "${this.backend}", received ${bad}. Its runtime does not work on this device; use another backend.`,
        );
    }
  }
}
