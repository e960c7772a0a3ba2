/**
 * SSD MobileNet v1 as face-api.js trained it for faces, rebuilt as a graph of the engine: MobileNet v1 (arXiv 1704.04861), four
 * further stages, and a predictor on each of six feature maps (SSD, arXiv 1512.02325). Layer names in the weights are
 * those of TensorFlow's object detection API.
 */
import type { Graph, GraphOperation } from "@fagr/engine";
import type { QuantisedWeights } from "./quantised-weights";

/** Height and width of the input, pixels. */
export const ssdInputSize = 512;

/** Boxes that the network predicts: 32x32 places with 3 anchors, 16x16, 8x8, 4x4, 2x2 and 1x1 with 6. */
const ssdBoxCount = 3072 + 1536 + 384 + 96 + 24 + 6;

/** Values a box: four of its place and size, and the logit of its being a face. */
export const ssdBoxValues = 5;

/** MobileNet's 13 separable blocks: channels that come out. */
const blockChannels = [64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024];
/** Blocks, counted from 1, that halve height and width. */
const halvingBlocks = [2, 4, 6, 12];
/** The block, besides the last, whose output a predictor reads. */
const tappedBlock = 11;
/** Channels out of the eight further convolutions; they take turns in being 1x1, and 3x3 with stride 2. */
const furtherChannels = [256, 512, 128, 256, 128, 256, 64, 128];
/** Pixels of the input from one place to the next on the finest of the six feature maps; on each further one twice as many. */
const finestStride = 16;
/** Anchors a place on each of the six feature maps. */
const anchorCounts = [3, 6, 6, 6, 6, 6];
/** The class predictors answer background, face and a third class, which face-api.js never reads either. */
const classCount = 3;
const faceClass = 1;
const batchNormEpsilon = 0.0010000000474974513;

const relu6 = { kind: "clip", minimum: 0, maximum: 6 } as const;

/** Names of the graph's outputs, from the finest map to the coarsest: `[height, width, anchors * 5]`. */
export const ssdOutputNames = anchorCounts.map((_, index) => `Prediction/BoxPredictor_${index}`);

/**
 * The network for an input of a size. Input "image": `[height, width, 3]` RGB -1..1. Outputs: for each place and anchor the box
 * relative to its prior (y, x, height, width) and the face logit.
 *
 * @throws WeightsError if a tensor is missing or of another shape.
 */
export function buildSsdGraph(weights: QuantisedWeights, [height, width] = [ssdInputSize, ssdInputSize]): Graph {
  return new SsdGraph(weights, [height!, width!, 3]).build();
}

/**
 * The priors of each output for an input of a size: `[places * anchors, 4]`: top, left, bottom, right as parts of the full input's 512 pixels.
 * A smaller input has the places of its top left corner.
 */
export function readSsdPriors(
  weights: QuantisedWeights,
  [height, width] = [ssdInputSize, ssdInputSize],
): Float32Array[] {
  const all = weights.tensor("Output/extra_dim", [1, ssdBoxCount, 4]);
  let start = 0;
  return anchorCounts.map((anchors, index) => {
    const stride = finestStride * 2 ** index;
    const [side, rows, columns] = [ssdInputSize, height!, width!].map((length) => Math.ceil(length / stride));
    const priors = new Float32Array(rows! * columns! * anchors * 4);
    for (let row = 0; row < rows!; row++) {
      const from = (start + row * side! * anchors) * 4;
      priors.set(all.subarray(from, from + columns! * anchors * 4), row * columns! * anchors * 4);
    }
    start += side! ** 2 * anchors;
    return priors;
  });
}

interface FeatureMap {
  readonly name: string;
  readonly shape: readonly [height: number, width: number, channels: number];
}

class SsdGraph {
  readonly #weights: QuantisedWeights;
  readonly #image: FeatureMap;
  readonly #operations: GraphOperation[] = [];

  constructor(weights: QuantisedWeights, shape: FeatureMap["shape"]) {
    this.#weights = weights;
    this.#image = { name: "image", shape };
  }

  build(): Graph {
    for (const [index, map] of this.#featureMaps().entries()) this.#predictor(map, index);
    return { input: this.#image, operations: this.#operations, outputs: ssdOutputNames };
  }

  /** The six maps that predictors read, from the finest to the coarsest. */
  #featureMaps(): FeatureMap[] {
    let map = this.#convolution(this.#image, "MobilenetV1/Conv2d_0_pointwise", { channels: 32, size: 3, stride: 2 });
    const maps: FeatureMap[] = [];
    for (const [index, channels] of blockChannels.entries()) {
      const block = index + 1;
      map = this.#depthwise(map, `MobilenetV1/Conv2d_${block}_depthwise`, halvingBlocks.includes(block) ? 2 : 1);
      map = this.#convolution(map, `MobilenetV1/Conv2d_${block}_pointwise`, { channels, size: 1, stride: 1 });
      if (block === tappedBlock || block === blockChannels.length) maps.push(map);
    }
    for (const [index, channels] of furtherChannels.entries()) {
      const halving = index % 2 === 1;
      const shape = { channels, size: halving ? 3 : 1, stride: halving ? 2 : 1 } as const;
      map = this.#convolution(map, `Prediction/Conv2d_${index}_pointwise`, shape);
      if (halving) maps.push(map);
    }
    return maps;
  }

  #convolution(
    input: FeatureMap,
    name: string,
    { channels, size, stride }: { channels: number; size: 1 | 3; stride: number },
  ): FeatureMap {
    const kernel = this.#weights.tensor(`${name}/weights`, [size, size, input.shape[2], channels]);
    const bias = this.#weights.tensor(`${name}/convolution_bn_offset`, [channels]);
    return this.#layer(input, name, { kind: "convolution", kernel, bias, size, stride });
  }

  /** A depthwise convolution with the batch normalisation behind it folded into its weights. */
  #depthwise(input: FeatureMap, name: string, stride: number): FeatureMap {
    const channels = input.shape[2];
    const statistic = (kind: string) => this.#weights.tensor(`${name}/BatchNorm/${kind}`, [channels]);
    const [gamma, beta, mean, variance] = ["gamma", "beta", "moving_mean", "moving_variance"].map(statistic);
    const kernel = this.#weights.tensor(`${name}/depthwise_weights`, [3, 3, channels, 1]);
    const bias = new Float32Array(channels);
    for (let channel = 0; channel < channels; channel++) {
      const factor = gamma![channel]! / Math.sqrt(variance![channel]! + batchNormEpsilon);
      for (let tap = channel; tap < kernel.length; tap += channels) kernel[tap]! *= factor;
      bias[channel] = beta![channel]! - mean![channel]! * factor;
    }
    return this.#layer(input, name, { kind: "depthwise", kernel, bias, size: 3, stride });
  }

  #layer(
    { name: input, shape: [height, width] }: FeatureMap,
    name: string,
    { kind, kernel, bias, size, stride }: Layer,
  ): FeatureMap {
    const [rows, columns] = [paddingOf(height, size, stride), paddingOf(width, size, stride)];
    const padding = { top: rows.before, bottom: rows.after, left: columns.before, right: columns.after };
    const sums = `${name}/sums`;
    this.#operations.push(
      { kind, name: sums, input, kernel, bias, kernelSize: [size, size], stride, padding },
      { kind: "activation", name, input: sums, activation: relu6 },
    );
    return { name, shape: [Math.ceil(height / stride), Math.ceil(width / stride), bias.length] };
  }

  /** One 1x1 convolution gives a map's boxes and face logits together; the other classes are left out. */
  #predictor({ name: input, shape }: FeatureMap, index: number): void {
    const name = ssdOutputNames[index]!;
    const [channels, anchors] = [shape[2], anchorCounts[index]!];
    const read = (kind: string, values: number) => ({
      values,
      kernel: this.#weights.tensor(`${name}/${kind}/weights`, [1, 1, channels, anchors * values]),
      bias: this.#weights.tensor(`${name}/${kind}/biases`, [anchors * values]),
    });
    const boxes = read("BoxEncodingPredictor", 4);
    const classes = read("ClassPredictor", classCount);
    const units = anchors * ssdBoxValues;
    const kernel = new Float32Array(channels * units);
    const bias = new Float32Array(units);
    for (let unit = 0; unit < units; unit++) {
      const [anchor, value] = [Math.floor(unit / ssdBoxValues), unit % ssdBoxValues];
      const from = value < 4 ? boxes : classes;
      const source = anchor * from.values + (value < 4 ? value : faceClass);
      bias[unit] = from.bias[source]!;
      for (let channel = 0; channel < channels; channel++)
        kernel[channel * units + unit] = from.kernel[channel * anchors * from.values + source]!;
    }
    const padding = { top: 0, bottom: 0, left: 0, right: 0 };
    this.#operations.push({ kind: "convolution", name, input, kernel, bias, kernelSize: [1, 1], stride: 1, padding });
  }
}

interface Layer {
  readonly kind: "convolution" | "depthwise";
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
  readonly size: 1 | 3;
  readonly stride: number;
}

/** TensorFlow's "same" padding of an even length: where it is halved, all of it goes after. An odd one is treated as if it were one longer. */
function paddingOf(length: number, size: 1 | 3, stride: number): { before: number; after: number } {
  if (size === 1) return { before: 0, after: 0 };
  return stride === 1 ? { before: 1, after: 1 } : { before: 0, after: 1 + (length % 2) };
}
