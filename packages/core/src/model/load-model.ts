// From pictures to answers: preprocessing, the backend's network, decoding. Everything around a backend exists only here, so
// backends differ only by rounding.
// Longer than 200 lines: the model and the checks of what it takes and what it answers.
import { ageClassCount } from "../architecture/architecture";
import { DisposedError, InvalidAnswerError, InvalidArgumentError, WeightsError } from "../errors";
import { loadImage, loadImageOptionNames } from "../image/load-image";
import { isBytes } from "../image/rgb-image";
import { type AgeGenderPrediction, decodeOptionNames, decodePredictions } from "../prediction/decode";
import { checkOptions } from "../values/check-options";
import { describeValue } from "../values/describe-value";
import { pick } from "../values/pick";
import { type DownloadOptions, downloadOptionNames } from "../weights/download";
import { loadWeights, type WeightsSource } from "../weights/load-weights";
import type { WeightsManifest } from "../weights/manifest";
import { allTasks, areTasks, type Task, tasksOf } from "../weights/tasks";
import type { AgeGenderModel, FaceRegion, PredictOptions } from "./age-gender-model";
import type { AgeGenderBackend, AgeGenderNetwork, PixelBatch, ProbabilityBatch } from "./backend";
import { averageProbabilities, mirrorBatch } from "./mirror";
import { nextTask } from "./next-task";
import { type PixelRegion, preprocessFaces } from "./preprocess";

/** What to load, and where it runs. */
export interface LoadModelOptions extends DownloadOptions {
  /** Where the network runs, for example `wasmBackend()` of `@fagr/backend-wasm`. */
  backend: AgeGenderBackend;
  /** Which weights, for example `weights` of `@fagr/weights`. */
  weights: WeightsSource;
  /**
   * Which tasks to answer: `["gender"]`, `["age"]` or both. Weights that have not learned one of them are refused; other tasks
   * are left out. Default: the tasks that the weights have learned, which for the shipped weights are both.
   */
  tasks?: readonly Task[] | undefined;
}

/**
 * Loads a model: downloads and checks its weights and builds its network on the backend.
 *
 * @throws WeightsError, DownloadError if the weights are not available or are damaged.
 *
 * Weights that have learned only one task answer without the other's fields. Pass `tasks` so that the type of the predictions
 * says so: TypeScript cannot see the manifest.
 *
 * @throws InvalidArgumentError for invalid `tasks`, and WeightsError for tasks that the weights have not learned.
 * @throws RuntimeMissingError if the backend's runtime is not installed.
 *
 * @example
 * ```ts
 * const model = await loadAgeGenderModel({ backend: wasmBackend(), weights });
 * const [prediction] = await model.predict([{ image: await loadImage("face.jpg") }]);
 * await model.dispose();
 * ```
 */
export async function loadAgeGenderModel<const Known extends Task = Task>(
  options: LoadModelOptions & { tasks?: readonly Known[] | undefined },
): Promise<AgeGenderModel<Known>> {
  checkOptions(options, ["backend", "weights", "tasks", ...downloadOptionNames], "loadAgeGenderModel()");
  const { backend, weights, tasks, signal, ...download } = options;
  if (typeof backend?.createNetwork !== "function")
    throw new InvalidArgumentError(
      `Expected a backend, such as wasmBackend() of @fagr/backend-wasm, in loadAgeGenderModel({ backend, weights })${typeof backend === "string" ? `, received ${describeValue(backend)}. Backends are opened by name in @fagr/backend-auto: autoBackend() takes the fastest, createBackend(name) any` : `, received ${describeValue(backend)}`}.`,
    );
  if (tasks !== undefined && !areTasks(tasks))
    throw new InvalidArgumentError(
      `loadAgeGenderModel(): expected tasks to be ["age"], ["gender"] or both, received ${describeValue(tasks)}.`,
    );
  const loaded = await loadWeights(weights, { ...download, signal });
  const manifest = tasks ? { ...loaded.manifest, tasks: chooseTasks(tasks, loaded.manifest) } : loaded.manifest;
  const network = await backend.createNetwork(loaded);
  if (signal?.aborted) {
    await network.dispose();
    throw signal.reason;
  }
  const model: AgeGenderModel<Task> = new BackendModel(network, network.backend ?? backend.name, manifest);
  return model as unknown as AgeGenderModel<Known>;
}

function chooseTasks(tasks: readonly Task[], manifest: WeightsManifest): readonly Task[] {
  const missing = tasks.find((task) => !tasksOf(manifest).includes(task));
  if (missing === undefined) return allTasks.filter((task) => tasks.includes(task));
  throw new WeightsError(
    `Expected weights that have learned the ${missing}, received "${manifest.name}", which has learned the ${tasksOf(manifest).join(" and the ")} only. Load other weights, or leave "${missing}" out of tasks.`,
  );
}

class BackendModel implements AgeGenderModel {
  readonly manifest: WeightsManifest;
  readonly backend: string;
  readonly #network: AgeGenderNetwork;
  readonly #running = new Set<Promise<unknown>>();
  #disposed: Promise<void> | null = null;

  constructor(network: AgeGenderNetwork, backend: string, manifest: WeightsManifest) {
    this.#network = network;
    this.backend = backend;
    this.manifest = manifest;
  }

  async predict(faces: readonly FaceRegion[], options: PredictOptions = {}): Promise<AgeGenderPrediction[]> {
    checkFaces(faces);
    checkOptions(options, predictOptionNames, "model.predict()");
    const { batchSize = 32 } = options;
    if (!Number.isInteger(batchSize) || batchSize < 1)
      throw new InvalidArgumentError(
        `Expected batchSize to be a whole number >= 1, received ${describeValue(batchSize)}.`,
      );
    this.#throwIfDisposed();
    const predictions: AgeGenderPrediction[] = [];
    for (let start = 0; start < faces.length; start += batchSize) {
      if (start > 0) this.#throwIfDisposed();
      const batch = this.#predictBatch(faces.slice(start, start + batchSize), start, options);
      this.#running.add(batch);
      try {
        predictions.push(...(await batch));
      } finally {
        this.#running.delete(batch);
      }
      // Networks run on this thread; other tasks of a server, and whoever wants to abort, get their turn between them.
      await nextTask();
    }
    options.signal?.throwIfAborted();
    return predictions;
  }

  async #predictBatch(
    faces: readonly FaceRegion[],
    first: number,
    options: PredictOptions,
  ): Promise<AgeGenderPrediction[]> {
    const { signal, mirror = false } = options;
    const { labels, calibration, architecture, tasks } = this.manifest;
    const pixels = arePixels(faces) ? faces : await loadRegions(faces, first, pick(options, loadImageOptionNames));
    const batch = preprocessFaces(pixels, this.manifest);
    // Before the run: a backend may hand the batch's memory on.
    const mirrored = mirror ? mirrorBatch(batch, architecture.inputSize) : null;
    const straight = await this.#run(batch, signal);
    const probabilities = mirrored ? averageProbabilities(straight, await this.#run(mirrored, signal)) : straight;
    return decodePredictions(probabilities, { labels, calibration, tasks, ...pick(options, decodeOptionNames) });
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
    const { count } = batch;
    const probabilities = await this.#network.run(batch, signal ? { signal } : {});
    this.#checkAnswer(probabilities, count);
    return probabilities;
  }

  #throwIfDisposed(): void {
    if (this.#disposed) throw new DisposedError("model");
  }

  /** A broken driver or runtime returns nonsense rather than an error; that must not become an age. */
  #checkAnswer(probabilities: ProbabilityBatch, count: number): void {
    const { architecture } = this.manifest;
    const { age, gender, attributes = {} } = probabilities;
    const answers: [output: string, values: Float32Array | undefined, classes: number][] = [
      ["age", age, ageClassCount(architecture)],
      ["gender", gender, 2],
    ];
    for (const [name, labels] of Object.entries(architecture.attributes ?? {}))
      answers.push([name, attributes[name], labels.length]);
    for (const [output, values, classes] of answers) {
      if (values?.length !== count * classes)
        throw new InvalidArgumentError(
          `Expected ${count * classes} ${output} probabilities for ${count} faces from the backend "${this.backend}", received ${values?.length ?? "none"}. The backend does not fit these weights.`,
        );
      const bad = values.find((value) => !Number.isFinite(value));
      if (bad !== undefined)
        throw new InvalidAnswerError(
          this.backend,
          `Expected finite ${output} probabilities from the backend "${this.backend}", received ${bad}. Its runtime does not work on this device; use another backend.`,
        );
    }
  }
}

const predictOptionNames = ["batchSize", "mirror", ...decodeOptionNames, ...loadImageOptionNames];

function checkFaces(faces: unknown): void {
  if (!Array.isArray(faces))
    throw new InvalidArgumentError(
      `Expected an array of faces: model.predict([{ image, box }]), received ${describeValue(faces)}.`,
    );
  const bad = faces.findIndex((face) => typeof face !== "object" || face === null || face.image === undefined);
  if (bad >= 0)
    throw new InvalidArgumentError(
      `Face ${bad}: expected { image, box }, received ${describeValue(faces[bad])}. The picture goes into the field image: model.predict([{ image }]).`,
    );
}

/** Whether nothing has to be read or converted. */
function arePixels(faces: readonly FaceRegion[]): faces is readonly PixelRegion[] {
  return faces.every(({ image }) => {
    const { width, height, data } = Object(image) as Partial<PixelRegion["image"]>;
    return isBytes(data) && data.length === width! * height! * 3 && !("format" in Object(image));
  });
}

/** The pictures of the faces as pixels; each distinct one is read once. */
async function loadRegions(
  faces: readonly FaceRegion[],
  first: number,
  options: Parameters<typeof loadImage>[1],
): Promise<PixelRegion[]> {
  const loaded = new Map<unknown, ReturnType<typeof loadImage>>();
  const regions: PixelRegion[] = [];
  for (const [index, { image, box, landmarks }] of faces.entries()) {
    if (!loaded.has(image)) loaded.set(image, loadImage(image, options));
    try {
      regions.push({ image: await loaded.get(image)!, box, landmarks });
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      throw new InvalidArgumentError(`Face ${first + index}: ${error.message}`, { cause: error });
    }
  }
  return regions;
}
