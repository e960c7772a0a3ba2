import { type ConvolutionStep, type DenseStep, type InferenceNetwork, type Padding, WeightsError } from "@fagr/core";
import { type Geometry, geometryOf, imageFloats, noBorder, padChannels, rowFloats } from "./geometry";
import type { Kernels } from "./kernels";
import { type Constant, MemoryPlan } from "./memory-plan";
import { packFilter, packPanels, padValues } from "./pack-weights";

/** Does a step for the first `images` images that the memory holds. */
export type Operation = (kernels: Kernels, images: number) => void;

/** A value in memory. */
export interface Value {
  readonly geometry: Geometry;
  readonly address: number;
}

/** Where the sums of a head lie, before their softmax. */
export interface Answer {
  readonly address: number;
  /** Floats from a face's sums to those of the next. */
  readonly pitch: number;
  readonly classes: number;
}

/** A network as calls of kernels on a memory that is laid out in full. */
export interface Program {
  /** Of memory, weights included. */
  readonly bytes: number;
  readonly constants: readonly Constant[];
  readonly operations: readonly Operation[];
  readonly input: Value;
  readonly outputs: { readonly age: Answer; readonly gender: Answer };
}

/** How many images a program works on at once, and how the kernels want matrices. */
export interface ProgramOptions {
  readonly images: number;
  readonly panelColumns: number;
}

/**
 * Turns a network into a program.
 *
 * @throws WeightsError for a network that no plan gives: a value that one step reads with a border and another without.
 */
export function compileProgram(network: InferenceNetwork, options: ProgramOptions): Program {
  const compiler = new Compiler(network, options);
  for (const step of network.steps) compiler.add(step);
  return compiler.finish();
}

type Step = ConvolutionStep | DenseStep;

class Compiler {
  readonly #network: InferenceNetwork;
  readonly #options: ProgramOptions;
  readonly #memory: MemoryPlan;
  readonly #operations: Operation[] = [];
  readonly #values = new Map<string, Value>();
  readonly #input: Value;

  constructor(network: InferenceNetwork, options: ProgramOptions) {
    this.#network = network;
    this.#options = options;
    this.#memory = new MemoryPlan(options.images);
    const first = network.steps.find(({ input }) => input === "image") as ConvolutionStep;
    this.#input = this.#place("image", geometryOf(first.inputShape, this.#borderOf("image"), true));
  }

  add(step: Step): void {
    if (step.kind === "dense") this.#addDense(step);
    else if (step.kind === "depthwiseConv") this.#addDepthwise(step);
    else this.#addConvolution(step);
    this.#freeAfter(step);
  }

  finish(): Program {
    const { bytes, constants } = this.#memory;
    const answer = (name: string): Answer => {
      const { address, geometry } = this.#values.get(name)!;
      const { units } = this.#network.steps.find((step) => step.name === name) as DenseStep;
      return { address, pitch: geometry.pitch, classes: units };
    };
    const { age, gender } = this.#network.outputs;
    return {
      bytes,
      constants,
      operations: this.#operations,
      input: this.#input,
      outputs: { age: answer(age), gender: answer(gender) },
    };
  }

  #addDense(step: DenseStep): void {
    const to = this.#place(step.name, geometryOf([1, 1, step.units], noBorder, false));
    const from = this.#values.get(step.input)!;
    const bias = step.bias ?? new Float32Array(step.units);
    this.#multiply({ ...step, bias, slopes: null, residual: null, run: step.inputs, from, to, source: from.address });
  }

  #addConvolution(step: ConvolutionStep): void {
    const { kernelSize, stride, outputShape, inputShape } = step;
    const from = this.#values.get(step.input)!;
    const to = this.#placeOutput(step);
    const run = inputShape[2];
    const [height, width] = kernelSize;
    if (height === 1 && width === 1 && stride === 1) {
      this.#multiply({ ...step, units: outputShape[2], run, from, to, source: from.address });
      return;
    }
    const [outHeight, outWidth] = outputShape;
    const { pitch } = from.geometry;
    const patchFloats = height * width * pitch;
    const patches = this.#memory.reserve(4 * this.#options.images * outHeight * outWidth * patchFloats);
    const row = rowFloats(from.geometry);
    const [fromBytes, patchBytes] = [4 * imageFloats(from.geometry), 4 * outHeight * outWidth * patchFloats];
    this.#operations.push((kernels, images) => {
      for (let image = 0; image < images; image++)
        // biome-ignore format: one parameter a line would hide the order
        kernels.patches(from.address + image * fromBytes, patches + image * patchBytes, row, outHeight, outWidth, height, width * pitch, stride, stride * pitch);
    });
    this.#multiply({ ...step, units: outputShape[2], run, from, to, source: patches });
  }

  #addDepthwise(step: ConvolutionStep): void {
    const { kernelSize, stride, outputShape } = step;
    const from = this.#values.get(step.input)!;
    const to = this.#placeOutput(step);
    const [outHeight, outWidth, channels] = outputShape;
    const { pitch } = from.geometry;
    if (step.residual || to.geometry.border !== noBorder || pitch !== to.geometry.pitch)
      throw new WeightsError(
        `Expected a 1x1 convolution or the heads to follow the depthwise convolution "${step.name}", without a residual. Use another backend for this architecture.`,
      );
    const filter = this.#memory.constant(packFilter(step.kernel, channels, pitch));
    const bias = this.#memory.constant(padValues(step.bias, pitch));
    const bend = this.#bend(step.slopes, pitch);
    const width = rowFloats(from.geometry) / pitch;
    const [fromBytes, toBytes] = [4 * imageFloats(from.geometry), 4 * imageFloats(to.geometry)];
    this.#operations.push((kernels, images) => {
      for (let image = 0; image < images; image++)
        // biome-ignore format: one parameter a line would hide the order
        kernels.depthwise(from.address + image * fromBytes, filter, bias, bend, to.address + image * toBytes, width, pitch, outHeight, outWidth, kernelSize[0], kernelSize[1], stride);
    });
  }

  /** `source` holds rows of K floats, one for each output pixel: the input itself, or its patches. */
  #multiply(matrix: Matrix): void {
    const { kernel, units, run, from, to, source } = matrix;
    const columns = this.#options.panelColumns;
    const { pitch } = from.geometry;
    const K = (kernel.length / units / run) * pitch;
    const padded = Math.ceil(units / columns) * columns;
    const panels = this.#memory.constant(packPanels(kernel, { units, run, pitch, columns }));
    const bias = this.#memory.constant(padValues(matrix.bias, padded));
    const bend = this.#bend(matrix.slopes, padded);
    const residual = matrix.residual ? this.#values.get(matrix.residual)!.address : 0;
    const offsets = this.#memory.offsets(to.geometry);
    const pixels = to.geometry.height * to.geometry.width;
    const N = padChannels(units);
    this.#operations.push((kernels, images) =>
      kernels.pointwise(source, panels, bias, bend, residual, to.address, offsets, images * pixels, K, N),
    );
  }

  /** PReLU as the kernels take it: slope - 1. */
  #bend(slopes: Float32Array | null, length: number): number {
    if (!slopes) return 0;
    return this.#memory.constant(
      padValues(
        slopes.map((slope) => slope - 1),
        length,
      ),
    );
  }

  #placeOutput({ name, outputShape }: ConvolutionStep): Value {
    return this.#place(name, geometryOf(outputShape, this.#borderOf(name), false));
  }

  #place(name: string, geometry: Geometry): Value {
    const value = { geometry, address: this.#memory.take(geometry) };
    this.#values.set(name, value);
    return value;
  }

  /** The border that the readers of a value need. */
  #borderOf(name: string): Padding {
    const readers = this.#network.steps.filter((step) => step.input === name || readsResidual(step, name));
    const borders = readers.map((step) =>
      readsResidual(step, name) || step.kind === "dense" ? noBorder : step.padding,
    );
    const [border = noBorder, ...others] = borders;
    if (others.some((other) => !sameBorder(border, other)))
      throw new WeightsError(
        `Expected all readers of "${name}" to pad it alike, received ${readers.map((step) => step.name).join(", ")}. Use another backend for this architecture.`,
      );
    return sameBorder(border, noBorder) ? noBorder : border;
  }

  /** Gives the memory of values back that no later step reads. The answers are read at the end. */
  #freeAfter(step: Step): void {
    const { steps, outputs } = this.#network;
    const later = steps.slice(steps.indexOf(step) + 1);
    for (const name of new Set([step.input, step.kind === "dense" ? null : step.residual])) {
      if (name === null || later.some((other) => other.input === name || readsResidual(other, name))) continue;
      const { geometry, address } = this.#values.get(name)!;
      // The image is written from outside, with rows as long as its own.
      if (name !== "image" && name !== outputs.age && name !== outputs.gender) this.#memory.giveBack(geometry, address);
    }
  }
}

/** What {@link Compiler} multiplies, and with what. */
interface Matrix {
  readonly kernel: Float32Array;
  readonly units: number;
  readonly run: number;
  readonly bias: Float32Array;
  readonly slopes: Float32Array | null;
  readonly residual: string | null;
  readonly from: Value;
  readonly to: Value;
  readonly source: number;
}

const readsResidual = (step: Step, name: string) => step.kind !== "dense" && step.residual === name;

const sameBorder = (one: Padding, other: Padding) =>
  one.top === other.top && one.bottom === other.bottom && one.left === other.left && one.right === other.right;
