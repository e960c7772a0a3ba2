import { InvalidArgumentError } from "@fagr/core";
import { nextTask } from "@fagr/core/backend";
import { compileGraph } from "./compile-graph";
import { imageFloats, noBorder, rowFloats, windowStart } from "./geometry";
import type { Graph } from "./graph";
import { type CompiledKernels, instantiateKernels, type Kernels } from "./kernels";
import type { Arithmetic, Program } from "./program";

const pageBytes = 65536;

/** Where a graph's input is written: `height` rows of pixels in a larger array. */
export interface InputPlace {
  readonly floats: Float32Array;
  /** Index of the first row of each image. */
  readonly starts: readonly number[];
  readonly height: number;
  /** Floats of a row. */
  readonly rowLength: number;
  /** Floats of a pixel: its channels, and zeros behind them where more than convolutions read the input. */
  readonly pitch: number;
  /** Floats from the beginning of a row to that of the next. */
  readonly row: number;
}

/** How many images a runner holds. */
export interface RunnerOptions {
  /** Images that go through together, each with its own place. Default 1. */
  readonly images?: number;
  /** Default: what is faster on this processor. */
  readonly arithmetic?: Arithmetic | undefined;
}

/** A compiled graph with its memory. What is not read before the next run is overwritten by it. */
export class Runner {
  readonly input: InputPlace;
  readonly #program: Program;
  readonly #kernels: Kernels;
  readonly #floats: Float32Array;
  readonly #images: number;

  constructor(
    graph: Graph,
    compiled: CompiledKernels,
    { images = 1, arithmetic = compiled.arithmetic }: RunnerOptions = {},
  ) {
    if (!Number.isInteger(images) || images < 1)
      throw new InvalidArgumentError(`Expected images to be a whole number >= 1, received ${images}.`);
    if (arithmetic !== "float32" && arithmetic !== "int16")
      throw new InvalidArgumentError(
        `Expected arithmetic to be "float32" or "int16", received ${JSON.stringify(arithmetic)}. Leave it out for the faster one.`,
      );
    this.#images = images;
    this.#program = compileGraph(graph, { images, arithmetic, panelColumns: compiled.panelColumns });
    const memory = new WebAssembly.Memory({ initial: Math.ceil(this.#program.bytes / pageBytes) });
    this.#kernels = instantiateKernels(compiled, memory);
    this.#floats = new Float32Array(memory.buffer);
    for (const { address, data } of this.#program.constants)
      new (data instanceof Float32Array ? Float32Array : Uint32Array)(memory.buffer, address, data.length).set(data);
    const { address, geometry } = this.#program.input;
    const first = (address + windowStart(geometry, noBorder)) / 4;
    const starts = Array.from({ length: images }, (_, image) => first + image * imageFloats(geometry));
    const { height, width, pitch } = geometry;
    this.input = { floats: this.#floats, starts, height, pitch, rowLength: width * pitch, row: rowFloats(geometry) };
  }

  /** Bytes of WebAssembly memory that it holds. */
  get bytes(): number {
    return this.#floats.byteLength;
  }

  /** Runs the graph on the first `images` images that were written. */
  run(images = this.#images): void {
    const machine = { kernels: this.#kernels, floats: this.#floats };
    for (const operation of this.#program.operations) operation(machine, images);
  }

  /**
   * As {@link Runner.run}, but other tasks get their turn when `turnMilliseconds` have passed. Run nothing else on it meanwhile.
   *
   * @throws The signal's reason when it is aborted between two turns.
   */
  async runInTurns({
    turnMilliseconds,
    signal,
  }: {
    turnMilliseconds: number;
    signal?: AbortSignal | undefined;
  }): Promise<void> {
    const machine = { kernels: this.#kernels, floats: this.#floats };
    let turnEnds = performance.now() + turnMilliseconds;
    for (const operation of this.#program.operations) {
      if (performance.now() >= turnEnds) {
        await nextTask();
        signal?.throwIfAborted();
        turnEnds = performance.now() + turnMilliseconds;
      }
      operation(machine, this.#images);
    }
  }

  /** Names of the graph's outputs. */
  get outputs(): string[] {
    return [...this.#program.outputs.keys()];
  }

  /** An output of an image as numbers of your own, `[height, width, channels]`. */
  read(name: string, image = 0): Float32Array {
    const output = this.#program.outputs.get(name);
    if (!output)
      throw new InvalidArgumentError(
        `Expected an output of the graph (${this.outputs.join(", ")}), received "${name}".`,
      );
    const { geometry, address } = output.value;
    const [height, width, channels] = output.shape;
    const [row, { pitch }] = [rowFloats(geometry), geometry];
    const first = (address + windowStart(geometry, noBorder)) / 4 + image * imageFloats(geometry);
    const numbers = new Float32Array(height * width * channels);
    for (let y = 0, to = 0; y < height; y++)
      for (let x = 0, from = first + y * row; x < width; x++, from += pitch)
        for (let channel = 0; channel < channels; channel++) numbers[to++] = this.#floats[from + channel]!;
    return numbers;
  }
}
