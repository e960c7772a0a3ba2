import { DisposedError } from "@fagr/core";
import {
  type AgeGenderNetwork,
  checkPixelBatch,
  type LoadedWeights,
  nextTask,
  type PixelBatch,
  type ProbabilityBatch,
  planInference,
} from "@fagr/core/backend";
import { type Arithmetic, type CompiledKernels, Runner } from "@fagr/engine";
import { answerName, toGraph } from "./age-gender-graph";

/**
 * Faces that go through the network side by side. Late layers have few pixels: with several faces each weight that is read serves
 * more of them. More faces than these would no longer fit the processor's cache.
 */
const facesAtOnce = 4;

/** A page must not freeze: after so many milliseconds of work other tasks get their turn. */
const turnMilliseconds = 12;

/** What a network runs on: kernels, and the arithmetic that is asked for (default: the faster one here). */
export interface WasmNetworkOptions {
  readonly kernels: CompiledKernels;
  readonly arithmetic: Arithmetic | undefined;
}

/** Builds a network on a memory of its own. */
export function createWasmNetwork(weights: LoadedWeights, options: WasmNetworkOptions): AgeGenderNetwork {
  return new WasmNetwork(weights, options);
}

class WasmNetwork implements AgeGenderNetwork {
  readonly #weights: LoadedWeights["manifest"];
  #runner: Runner | null;

  constructor(weights: LoadedWeights, { kernels, arithmetic }: WasmNetworkOptions) {
    this.#weights = weights.manifest;
    this.#runner = new Runner(toGraph(planInference(weights)), kernels, { images: facesAtOnce, arithmetic });
  }

  async run(batch: PixelBatch, { signal }: { signal?: AbortSignal } = {}): Promise<ProbabilityBatch> {
    this.#checkAlive();
    signal?.throwIfAborted();
    const { architecture } = this.#weights;
    checkPixelBatch(batch, architecture);
    const { count } = batch;
    const [first, last] = architecture.ageRange;
    const attributes = Object.entries(architecture.attributes ?? {}).map(
      ([name, labels]) => [name, new Float32Array(count * labels.length)] as const,
    );
    const answer = {
      age: new Float32Array(count * (last - first + 1)),
      gender: new Float32Array(count * 2),
      ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
    };
    let turnEnds = performance.now() + turnMilliseconds;
    for (let start = 0; start < count; start += facesAtOnce) {
      // Each group is worked through without a break, so runs that are started together cannot mix.
      answerFaces(this.#checkAlive(), batch, start, answer);
      if (start + facesAtOnce >= count || performance.now() < turnEnds) continue;
      await nextTask();
      signal?.throwIfAborted();
      turnEnds = performance.now() + turnMilliseconds;
    }
    return answer;
  }

  async dispose(): Promise<void> {
    this.#runner = null;
  }

  #checkAlive(): Runner {
    if (!this.#runner) throw new DisposedError("network");
    return this.#runner;
  }
}

/** Answers the faces from `start` on, as many as go at once. */
function answerFaces(runner: Runner, { data, count }: PixelBatch, start: number, answer: ProbabilityBatch): void {
  const faces = Math.min(facesAtOnce, count - start);
  for (let face = 0; face < faces; face++)
    writeFace(runner, data.subarray((start + face) * (data.length / count)), face);
  runner.run(faces);
  const { age, gender, attributes } = answer;
  for (const [name, values] of Object.entries({ age, gender, ...attributes }))
    for (let face = 0; face < faces; face++) {
      const probabilities = runner.read(answerName(name), face);
      values.set(probabilities, (start + face) * probabilities.length);
    }
}

/** Copies a face inside its border. */
function writeFace({ input }: Runner, pixels: Float32Array, face: number): void {
  const { floats, starts, row, height, rowLength } = input;
  for (let y = 0; y < height; y++)
    floats.set(pixels.subarray(y * rowLength, (y + 1) * rowLength), starts[face]! + y * row);
}
