// TensorFlow Lite files, written without a library: the inference steps as operators, in FlatBuffers.
import type { ConvolutionStep, DenseStep } from "@fagr/core/backend";
import { encodeFloat16 } from "@fagr/core/network";
import {
  addOptions,
  convolutionOptions,
  depthwiseOptions,
  matrixOptions,
  operatorCodes,
  softmaxOptions,
  type WindowPadding,
} from "./schema";
import type { TensorIndex, TfliteBuilder } from "./tflite-builder";

/** How kernels and matrices are kept. */
export type TfliteDtype = "float32" | "float16";

/** Writes the steps of a network as operators of TensorFlow Lite, and remembers which tensor holds which step's output. */
export class NetworkWriter {
  readonly #builder: TfliteBuilder;
  readonly #batch: number;
  readonly #dtype: TfliteDtype;
  readonly #tensors = new Map<string, TensorIndex>();

  /** @param image - The tensor of the image, [batch, height, width, 3]. */
  constructor(
    builder: TfliteBuilder,
    { image, batch, dtype }: { image: TensorIndex; batch: number; dtype: TfliteDtype },
  ) {
    this.#builder = builder;
    this.#batch = batch;
    this.#dtype = dtype;
    this.#tensors.set("image", image);
  }

  add(step: ConvolutionStep | DenseStep): void {
    this.#tensors.set(step.name, step.kind === "dense" ? this.#matrix(step) : this.#convolution(step));
  }

  /** The softmax of a dense step, [batch, classes]. */
  addAnswer(name: string, { name: sums, units }: DenseStep): TensorIndex {
    return this.#builder.operator({
      operator: operatorCodes.softmax,
      inputs: [this.#tensor(sums)],
      output: { name, shape: [this.#batch, units] },
      options: softmaxOptions,
    });
  }

  #convolution(step: ConvolutionStep): TensorIndex {
    const { name, kernelSize, stride, inputShape, outputShape, kernel, bias, slopes, residual } = step;
    const shape = [this.#batch, ...outputShape];
    const [height, width] = kernelSize;
    const channels = outputShape[2];
    const depthwise = step.kind === "depthwiseConv";
    // A depthwise kernel of one output a channel, [height, width, channels, 1], reads as [1, height, width, channels] as it is.
    const weight = depthwise
      ? this.#weight(name, [1, height, width, channels], kernel)
      : this.#weight(name, [channels, height, width, inputShape[2]], outputsFirst(kernel, channels));
    let output = this.#builder.operator({
      operator: depthwise ? operatorCodes.depthwise : operatorCodes.convolution,
      inputs: [this.#tensor(step.input), weight, this.#floats(`${name}/bias`, [channels], bias)],
      output: { name, shape },
      options: (depthwise ? depthwiseOptions : convolutionOptions)(windowPadding(step), stride),
    });
    if (slopes)
      output = this.#builder.operator({
        operator: operatorCodes.prelu,
        inputs: [output, this.#floats(`${name}_prelu/slopes`, [1, 1, channels], slopes)],
        output: { name: `${name}_prelu`, shape },
      });
    if (residual)
      output = this.#builder.operator({
        operator: operatorCodes.add,
        inputs: [output, this.#tensor(residual)],
        output: { name: `${name}_residual`, shape },
        options: addOptions,
      });
    return output;
  }

  /** The operator takes a value of one pixel as a row. */
  #matrix({ name, input, inputs, units, kernel, bias }: DenseStep): TensorIndex {
    return this.#builder.operator({
      operator: operatorCodes.matrix,
      inputs: [
        this.#tensor(input),
        this.#weight(name, [units, inputs], outputsFirst(kernel, units)),
        this.#floats(`${name}/bias`, [units], bias ?? new Float32Array(units)),
      ],
      output: { name, shape: [this.#batch, units] },
      options: matrixOptions,
    });
  }

  #weight(name: string, shape: readonly number[], numbers: Float32Array): TensorIndex {
    if (this.#dtype === "float32") return this.#floats(`${name}/weight`, shape, numbers);
    const halves = this.#builder.constant(
      { name: `${name}/float16`, shape, type: "float16" },
      bytesOf(encodeFloat16(numbers)),
    );
    const output = { name: `${name}/weight`, shape };
    return this.#builder.operator({ operator: operatorCodes.dequantize, inputs: [halves], output }, true);
  }

  #floats(name: string, shape: readonly number[], numbers: Float32Array): TensorIndex {
    return this.#builder.constant({ name, shape }, bytesOf(numbers));
  }

  #tensor(step: string): TensorIndex {
    return this.#tensors.get(step)!;
  }
}

/** A plan's paddings are TensorFlow's, or none. */
function windowPadding({ padding: { top, bottom, left, right } }: ConvolutionStep): WindowPadding {
  return top + bottom + left + right === 0 ? "valid" : "same";
}

/** Numbers whose last dimension counts the outputs, with that dimension first. */
function outputsFirst(numbers: Float32Array, outputs: number): Float32Array {
  const inputs = numbers.length / outputs;
  return numbers.map((_, index) => numbers[(index % inputs) * outputs + Math.floor(index / inputs)]!);
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Uint16Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
