import { DisposedError } from "@fagr/core";
import {
  type AgeGenderNetwork,
  type ConvolutionStep,
  checkPixelBatch,
  type DenseStep,
  type LoadedWeights,
  planInference,
} from "@fagr/core/backend";

// A network that answers rightly, in plain loops. Replace the loops (convolve, multiply, softmax) by your runtime's operations, or hand the
// steps to it as a graph; the suite says at each step whether the answers are still the same.

/** Builds a network. Weights are folded into steps here, once. */
export function createSketchNetwork(weights: LoadedWeights): AgeGenderNetwork {
  const { architecture } = weights.manifest;
  const { steps, outputs, attributes } = planInference(weights);
  let disposed = false;

  /** One face, [size, size, 3], through all steps. */
  const answer = (pixels: Float32Array) => {
    const values = new Map([["image", pixels]]);
    for (const step of steps) {
      const input = values.get(step.input)!;
      const residual = step.kind === "dense" || !step.residual ? undefined : values.get(step.residual)!;
      values.set(step.name, step.kind === "dense" ? multiply(input, step) : convolve(input, step, residual));
    }
    const asked = Object.entries({ ...outputs, ...attributes });
    return new Map(asked.map(([task, step]) => [task, softmax(values.get(step)!)]));
  };

  return {
    async run({ data, count }, { signal } = {}) {
      if (disposed) throw new DisposedError("network");
      signal?.throwIfAborted();
      checkPixelBatch({ data, count }, architecture);
      const length = data.length / count;
      const faces = Array.from({ length: count }, (_, face) =>
        answer(data.subarray(face * length, (face + 1) * length)),
      );
      const all = (task: string) => joined(faces.map((face) => face.get(task)!));
      const further = Object.keys(attributes).map((task) => [task, all(task)] as const);
      return { age: all("age"), gender: all("gender"), attributes: Object.fromEntries(further) };
    },
    async dispose() {
      disposed = true;
    },
  };
}

/** [height, width, in] to [height, width, out]: residual + PReLU(convolution + bias). */
function convolve(input: Float32Array, step: ConvolutionStep, residual: Float32Array | undefined): Float32Array {
  const { kernelSize, stride, padding, inputShape, outputShape, kernel, bias, slopes } = step;
  const [height, width, inputs] = inputShape;
  const [outputHeight, outputWidth, channels] = outputShape;
  const output = new Float32Array(outputHeight * outputWidth * channels);
  const sums = new Float32Array(channels);
  for (let pixel = 0; pixel < outputHeight * outputWidth; pixel++) {
    const [y, x] = [Math.floor(pixel / outputWidth), pixel % outputWidth];
    sums.set(bias);
    for (let row = 0; row < kernelSize[0]; row++)
      for (let column = 0; column < kernelSize[1]; column++) {
        const [fromY, fromX] = [y * stride - padding.top + row, x * stride - padding.left + column];
        // Outside the picture everything is 0.
        if (fromY < 0 || fromY >= height || fromX < 0 || fromX >= width) continue;
        const at = (fromY * width + fromX) * inputs;
        const tap = row * kernelSize[1] + column;
        if (step.kind === "depthwiseConv")
          for (let channel = 0; channel < channels; channel++)
            sums[channel]! += input[at + channel]! * kernel[tap * channels + channel]!;
        else
          for (let channel = 0; channel < inputs; channel++)
            addScaled(sums, kernel, (tap * inputs + channel) * channels, input[at + channel]!);
      }
    for (let channel = 0; channel < channels; channel++) {
      const sum = sums[channel]!;
      const value = slopes && sum < 0 ? sum * slopes[channel]! : sum;
      const index = pixel * channels + channel;
      output[index] = value + (residual ? residual[index]! : 0);
    }
  }
  return output;
}

/** [inputs] to [units]. */
function multiply(input: Float32Array, { kernel, bias, units }: DenseStep): Float32Array {
  const sums = bias ? bias.slice() : new Float32Array(units);
  for (let index = 0; index < input.length; index++) addScaled(sums, kernel, index * units, input[index]!);
  return sums;
}

/** sums += a row of the matrix times a number. */
function addScaled(sums: Float32Array, matrix: Float32Array, start: number, factor: number): void {
  for (let index = 0; index < sums.length; index++) sums[index]! += matrix[start + index]! * factor;
}

function softmax(logits: Float32Array): Float32Array {
  const largest = logits.reduce((most, value) => Math.max(most, value));
  const powers = logits.map((value) => Math.exp(value - largest));
  const sum = powers.reduce((total, value) => total + value);
  return powers.map((value) => value / sum);
}

function joined(rows: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(rows.reduce((length, row) => length + row.length, 0));
  let start = 0;
  for (const row of rows) {
    all.set(row, start);
    start += row.length;
  }
  return all;
}
