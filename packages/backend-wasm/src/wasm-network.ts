import {
  type AgeGenderNetwork,
  checkPixelBatch,
  DisposedError,
  type LoadedWeights,
  type PixelBatch,
  type ProbabilityBatch,
  planInference,
} from "@fagr/core";
import { imageFloats, rowFloats } from "./geometry";
import { type CompiledKernels, instantiateKernels, type Kernels } from "./kernels";
import { nextTask } from "./next-task";
import { type Answer, compileProgram, type Program } from "./program";
import { writeSoftmax } from "./softmax";

/**
 * Faces that go through the network side by side. Late layers have few pixels: with several faces each weight that is read serves
 * more of them. More faces than these would no longer fit the processor's cache.
 */
const facesAtOnce = 4;

/** A page must not freeze: after so many milliseconds of work other tasks get their turn. */
const turnMilliseconds = 12;

const pageBytes = 65536;

/** Builds a network on a memory of its own. */
export function createWasmNetwork(weights: LoadedWeights, compiled: CompiledKernels): AgeGenderNetwork {
  return new WasmNetwork(weights, compiled);
}

class WasmNetwork implements AgeGenderNetwork {
  readonly #weights: LoadedWeights["manifest"];
  #runner: Runner | null;

  constructor(weights: LoadedWeights, compiled: CompiledKernels) {
    this.#weights = weights.manifest;
    this.#runner = new Runner(weights, compiled);
  }

  async run(batch: PixelBatch, { signal }: { signal?: AbortSignal } = {}): Promise<ProbabilityBatch> {
    this.#checkAlive();
    signal?.throwIfAborted();
    const { architecture } = this.#weights;
    checkPixelBatch(batch, architecture);
    const { data, count } = batch;
    const [first, last] = architecture.ageRange;
    const answer = { age: new Float32Array(count * (last - first + 1)), gender: new Float32Array(count * 2) };
    let turnEnds = performance.now() + turnMilliseconds;
    for (let start = 0; start < count; start += facesAtOnce) {
      // Each group is worked through without a break, so runs that are started together cannot mix.
      this.#checkAlive().run(data, start, Math.min(facesAtOnce, count - start), answer);
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

/** A program with its memory and kernels. */
class Runner {
  readonly #program: Program;
  readonly #kernels: Kernels;
  readonly #floats: Float32Array;

  constructor(weights: LoadedWeights, compiled: CompiledKernels) {
    const panelColumns = compiled.instructions === "relaxed-simd" ? 12 : 16;
    this.#program = compileProgram(planInference(weights), { images: facesAtOnce, panelColumns });
    const memory = new WebAssembly.Memory({ initial: Math.ceil(this.#program.bytes / pageBytes) });
    this.#kernels = instantiateKernels(compiled, memory);
    this.#floats = new Float32Array(memory.buffer);
    for (const { address, data } of this.#program.constants)
      new (data instanceof Float32Array ? Float32Array : Uint32Array)(memory.buffer, address, data.length).set(data);
  }

  /** Answers `count` faces from `start` on. */
  run(pixels: Float32Array, start: number, count: number, answer: ProbabilityBatch): void {
    const { operations, outputs } = this.#program;
    for (let image = 0; image < count; image++) this.#writeImage(pixels, start + image, image);
    for (const operation of operations) operation(this.#kernels, count);
    this.#readAnswer(outputs.age, answer.age, start, count);
    this.#readAnswer(outputs.gender, answer.gender, start, count);
  }

  /** Copies a face inside its border. */
  #writeImage(pixels: Float32Array, face: number, image: number): void {
    const { address, geometry } = this.#program.input;
    const { height, width, pitch, border } = geometry;
    const row = rowFloats(geometry);
    let to = address / 4 + image * imageFloats(geometry) + border.top * row + border.left * pitch;
    let from = face * height * width * pitch;
    for (let y = 0; y < height; y++, to += row, from += width * pitch)
      this.#floats.set(pixels.subarray(from, from + width * pitch), to);
  }

  #readAnswer({ address, pitch, classes }: Answer, probabilities: Float32Array, start: number, count: number): void {
    for (let face = 0; face < count; face++) {
      const from = address / 4 + face * pitch;
      writeSoftmax(this.#floats.subarray(from, from + classes), probabilities, (start + face) * classes);
    }
  }
}
