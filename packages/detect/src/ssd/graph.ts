/**
 * SSD MobileNet v1 as face-api.js trained it for faces, rebuilt as an ONNX graph: MobileNet v1 (arXiv 1704.04861), four
 * further stages, and a predictor on each of six feature maps (SSD, arXiv 1512.02325). Layer names in the weights are
 * those of TensorFlow's object detection API.
 */
import { GraphBuilder } from "@fagr/backend-onnx/runtime";
import type { QuantisedWeights } from "./quantised-weights";

/** Height and width of the input, pixels. */
export const ssdInputSize = 512;

/** Boxes that the network predicts: 32x32 places with 3 anchors, 16x16, 8x8, 4x4, 2x2 and 1x1 with 6. */
export const ssdBoxCount = 3072 + 1536 + 384 + 96 + 24 + 6;

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
/** Anchors a place on each of the six feature maps. */
const anchorCounts = [3, 6, 6, 6, 6, 6];
/** The class predictors answer background, face and a third class, which face-api.js never reads either. */
const classCount = 3;
const faceClass = 1;
const batchNormEpsilon = 0.0010000000474974513;

interface FeatureMap {
  readonly tensor: string;
  readonly channels: number;
}

interface Kernel {
  /** `[out, in, height, width]`; for a depthwise convolution `[channels, 1, height, width]`. */
  readonly data: Float32Array;
  readonly dims: readonly [number, number, number, number];
  readonly bias: Float32Array;
}

/**
 * The network as the bytes of an ONNX model.
 *
 * Input "image": `[1, 3, 512, 512]` RGB -1..1. Output "predictions": `[1, 5118, 5]`, each row the box relative to its
 * prior (y, x, height, width) and the face logit, in the order of the priors.
 *
 * @throws WeightsError if a tensor is missing or of another shape.
 */
export function buildSsdModel(weights: QuantisedWeights): Uint8Array {
  return new SsdGraph(weights).build();
}

/** The priors, `[5118, 4]`: top, left, bottom, right as parts of the input's size. */
export function readSsdPriors(weights: QuantisedWeights): Float32Array {
  return weights.tensor("Output/extra_dim", [1, ssdBoxCount, 4]);
}

class SsdGraph {
  readonly #weights: QuantisedWeights;
  readonly #graph = new GraphBuilder("ssd-mobilenet-v1-faces");

  constructor(weights: QuantisedWeights) {
    this.#weights = weights;
  }

  build(): Uint8Array {
    const graph = this.#graph;
    graph.constant("zero", { dims: [], data: Float32Array.of(0) });
    graph.constant("six", { dims: [], data: Float32Array.of(6) });
    graph.constant("one_row_a_box", { dims: [3], data: BigInt64Array.of(1n, -1n, BigInt(ssdBoxValues)) });
    const image = { tensor: graph.input("image", [1, 3, ssdInputSize, ssdInputSize]), channels: 3 };
    const predictions = this.#featureMaps(image).map((map, index) => this.#predictor(map, index));
    const output = graph.node("Concat", predictions, { name: "predictions", attributes: { axis: 1 } });
    graph.output(output, [1, ssdBoxCount, ssdBoxValues]);
    return graph.toModel({ docString: "SSD MobileNet v1 for faces, from the weights in @vladmandic/face-api (MIT)" });
  }

  /** The six maps that predictors read, from the finest to the coarsest. */
  #featureMaps(image: FeatureMap): FeatureMap[] {
    let map = this.#convolution(image, "MobilenetV1/Conv2d_0_pointwise", { channels: 32, size: 3, stride: 2 });
    const maps: FeatureMap[] = [];
    for (const [index, channels] of blockChannels.entries()) {
      const block = index + 1;
      map = this.#depthwise(map, `MobilenetV1/Conv2d_${block}_depthwise`, halvingBlocks.includes(block) ? 2 : 1);
      map = this.#convolution(map, `MobilenetV1/Conv2d_${block}_pointwise`, { channels, size: 1, stride: 1 });
      if (block === tappedBlock || block === blockChannels.length) maps.push(map);
    }
    for (const [index, channels] of furtherChannels.entries()) {
      const halving = index % 2 === 1;
      const shape = { channels, size: halving ? 3 : 1, stride: halving ? 2 : 1 };
      map = this.#convolution(map, `Prediction/Conv2d_${index}_pointwise`, shape);
      if (halving) maps.push(map);
    }
    return maps;
  }

  #convolution(
    input: FeatureMap,
    name: string,
    { channels, size, stride }: { channels: number; size: number; stride: number },
  ): FeatureMap {
    const kernel = this.#kernel(`${name}/weights`, `${name}/convolution_bn_offset`, [
      size,
      size,
      input.channels,
      channels,
    ]);
    return { tensor: this.#relu6(this.#node(input, name, kernel, stride)), channels };
  }

  /** A depthwise convolution with the batch normalisation behind it folded into its weights. */
  #depthwise(input: FeatureMap, name: string, stride: number): FeatureMap {
    const { channels } = input;
    const statistic = (kind: string) => this.#weights.tensor(`${name}/BatchNorm/${kind}`, [channels]);
    const [gamma, beta, mean, variance] = ["gamma", "beta", "moving_mean", "moving_variance"].map(statistic);
    const data = toChannelsFirst(this.#weights.tensor(`${name}/depthwise_weights`, [3, 3, channels, 1]), [
      9,
      channels,
      1,
    ]);
    const bias = new Float32Array(channels);
    for (let channel = 0; channel < channels; channel++) {
      const factor = gamma![channel]! / Math.sqrt(variance![channel]! + batchNormEpsilon);
      for (let tap = channel * 9; tap < (channel + 1) * 9; tap++) data[tap]! *= factor;
      bias[channel] = beta![channel]! - mean![channel]! * factor;
    }
    return {
      tensor: this.#relu6(this.#node(input, name, { data, dims: [channels, 1, 3, 3], bias }, stride, channels)),
      channels,
    };
  }

  /** One 1x1 convolution gives a map's boxes and face logits together; the other classes are left out. */
  #predictor({ tensor, channels }: FeatureMap, index: number): string {
    const name = `Prediction/BoxPredictor_${index}`;
    const anchors = anchorCounts[index]!;
    const read = (kind: string, values: number) =>
      this.#kernel(`${name}/${kind}/weights`, `${name}/${kind}/biases`, [1, 1, channels, anchors * values]);
    const boxes = read("BoxEncodingPredictor", 4);
    const classes = read("ClassPredictor", classCount);
    const data = new Float32Array(anchors * ssdBoxValues * channels);
    const bias = new Float32Array(anchors * ssdBoxValues);
    for (let anchor = 0; anchor < anchors; anchor++)
      for (let value = 0; value < ssdBoxValues; value++) {
        const from = value < 4 ? boxes : classes;
        const source = value < 4 ? anchor * 4 + value : anchor * classCount + faceClass;
        const target = anchor * ssdBoxValues + value;
        data.set(from.data.subarray(source * channels, (source + 1) * channels), target * channels);
        bias[target] = from.bias[source]!;
      }
    const dims = [anchors * ssdBoxValues, channels, 1, 1] as const;
    const map = this.#node({ tensor, channels }, name, { data, dims, bias }, 1);
    const channelsLast = this.#graph.node("Transpose", [map], { attributes: { perm: [0, 2, 3, 1] } });
    return this.#graph.node("Reshape", [channelsLast, "one_row_a_box"]);
  }

  #kernel(kernelName: string, biasName: string, shape: readonly [number, number, number, number]): Kernel {
    const [height, width, channelsIn, channelsOut] = shape;
    const data = this.#weights.tensor(kernelName, shape);
    return {
      data: toChannelsFirst(data, [height * width, channelsIn, channelsOut]),
      dims: [channelsOut, channelsIn, height, width],
      bias: this.#weights.tensor(biasName, [channelsOut]),
    };
  }

  #node(input: FeatureMap, name: string, { data, dims, bias }: Kernel, stride: number, group = 1): string {
    const size = dims[2];
    // TensorFlow's "same" padding: where an even size is halved, all of it goes after.
    const before = size === 3 && stride === 1 ? 1 : 0;
    const after = size === 3 ? 1 : 0;
    const kernel = this.#graph.constant(`${name}/kernel`, { dims, data });
    const offset = this.#graph.constant(`${name}/bias`, { dims: [bias.length], data: bias });
    return this.#graph.node("Conv", [input.tensor, kernel, offset], {
      name,
      attributes: {
        kernel_shape: [size, size],
        strides: [stride, stride],
        pads: [before, before, after, after],
        dilations: [1, 1],
        group,
      },
    });
  }

  #relu6(tensor: string): string {
    return this.#graph.node("Clip", [tensor, "zero", "six"], { name: `${tensor}/relu6` });
  }
}

/** TensorFlow's kernel `[taps, in, out]` as ONNX's `[out, in, taps]`; depthwise `[taps, channels, 1]` as `[channels, taps]`. */
function toChannelsFirst(
  kernel: Float32Array,
  [taps, channelsIn, channelsOut]: readonly [number, number, number],
): Float32Array {
  const result = new Float32Array(kernel.length);
  let source = 0;
  for (let tap = 0; tap < taps; tap++)
    for (let input = 0; input < channelsIn; input++)
      for (let output = 0; output < channelsOut; output++)
        result[(output * channelsIn + input) * taps + tap] = kernel[source++]!;
  return result;
}
