// The network while it is trained: all weights in one flat array, laid out by the plan, and the pass through them, fused on WebAssembly or
// as tfjs operations.
import { InvalidArgumentError } from "@fagr/core";
import type { Layer, NetworkPlan } from "@fagr/core/network";
import { combineSeeds, createRandom } from "@fagr/core/sampling";
import { batchNormActivation, runTrunk, type TrunkOptions } from "@fagr/wasm-gradients";
import {
  add,
  conv2d,
  depthwiseConv2d,
  getBackend,
  matMul,
  mul,
  reshape,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tensor,
  tensor1d,
} from "@tensorflow/tfjs-core";
import { mixStyles } from "./mix-styles";

/** What the training pass gives. */
export interface TrainingPass {
  /** `[N, age classes]`, before the softmax. */
  readonly ageLogits: Tensor2D;
  /** `[N, 2]` female, male, before the softmax. */
  readonly genderLogits: Tensor2D;
  /** `[N, labels]` of further attributes, by name, before the softmax. */
  readonly attributeLogits: Readonly<Record<string, Tensor2D>>;
  /** `[N, units]`, what the gender head's last layer sees: the embedding, or the task's branch where there is one. */
  readonly genderFeatures: Tensor2D;
  /** This batch's `[C]` mean and variance, by the names of the moving statistics that they update. */
  readonly batchStatistics: ReadonlyMap<string, Tensor1D>;
}

/**
 * Runs a plan in training mode as differentiable tfjs operations: batch statistics in batch normalisation, dropout on. On the
 * wasm backend everything up to the heads is one fused operation; elsewhere, and for plans that it cannot run, there is one
 * operation a layer, and one for batch norm + PReLU + residual sum.
 *
 * @param options - `images`: `[N, S, S, 3]` in the range of the preprocessing; `weights`: tensors by weight name;
 *   `dropoutSeedOf`: which units of an image are left out, by its place; `peers`: the other parts of the batch, where the images
 *   are a part of one, which the wasm backend alone can run; `frozen`: what is not trained, and the statistics it is normalised with.
 *
 * @throws InvalidArgumentError if a part of a batch is to run on operations that see this part alone.
 */
export function forwardTraining(
  plan: NetworkPlan,
  {
    images,
    weights,
    dropoutSeedOf,
    peers,
    frozen,
    styles,
  }: TrunkOptions & {
    images: Tensor4D;
    weights: ReadonlyMap<string, Tensor>;
    dropoutSeedOf: (position: number) => number;
  },
): TrainingPass {
  const outputs = new Map<string, Tensor>([["image", images]]);
  const batchStatistics = new Map<string, Tensor1D>();
  const weightOf = <T extends Tensor>(layer: Layer, kind: string) => weights.get(`${layer.name}/${kind}`) as T;
  const trunk = getBackend() === "wasm" ? runTrunk(plan, { images, weights, peers, frozen, styles }) : undefined;
  if (trunk) outputs.set(trunk.outputName, trunk.output);
  for (const [name, statistic] of trunk?.batchStatistics ?? []) batchStatistics.set(name, statistic);
  const firstLayer = trunk ? plan.layers.findIndex(({ name }) => name === trunk.outputName) + 1 : 0;
  for (let index = firstLayer; index < plan.layers.length; index++) {
    const layer = plan.layers[index]!;
    const input = outputs.get(layer.inputs.at(-1)!)!;
    let result: Tensor;
    let last = layer;
    switch (layer.kind) {
      case "conv":
      case "depthwiseConv": {
        // A plan pads as TensorFlow's "same" does or not at all; native TensorFlow has no gradients of paddings in full.
        const padding = Object.values(layer.padding).some((pixels) => pixels > 0) ? "same" : "valid";
        result =
          layer.kind === "conv"
            ? conv2d(input as Tensor4D, weightOf<Tensor4D>(layer, "kernel"), layer.stride, padding)
            : depthwiseConv2d(input as Tensor4D, weightOf<Tensor4D>(layer, "depthwiseKernel"), layer.stride, padding);
        break;
      }
      case "batchNorm": {
        const given = frozen?.statistics.get(`${layer.name}/movingMean`);
        if (peers && !given)
          throw new InvalidArgumentError(
            `Expected the wasm backend and a plan that its kernels can run for a batch that several workers share, received the layer ${layer.name} on ${getBackend()}: its normalisation would see one worker's part of the batch. Train with one worker.`,
          );
        const follows = (kind: Layer["kind"]) => {
          const next = plan.layers[index + 1];
          return next?.kind === kind && next.inputs.at(-1) === last.name ? next : undefined;
        };
        const activation = follows("prelu");
        if (activation) {
          last = activation;
          index++;
        }
        const sum = follows("add");
        if (sum) {
          last = sum;
          index++;
        }
        const { y, mean, variance } = batchNormActivation({
          x: input,
          gamma: weightOf(layer, "gamma"),
          beta: weightOf(layer, "beta"),
          alpha: activation && weightOf<Tensor1D>(activation, "alpha"),
          residual: sum && outputs.get(sum.inputs[0]!)!,
          epsilon: layer.epsilon,
          statistics: given && {
            mean: tensor1d(given),
            variance: tensor1d(frozen!.statistics.get(`${layer.name}/movingVariance`)!),
          },
        });
        if (!given) {
          batchStatistics.set(`${layer.name}/movingMean`, mean);
          batchStatistics.set(`${layer.name}/movingVariance`, variance);
        }
        result = y;
        break;
      }
      case "dropout":
        result = leaveOut(input, { rate: layer.rate, seedOf: (image) => combineSeeds(dropoutSeedOf(image), index) });
        break;
      case "flatten":
        result = reshape(input, [input.shape[0]!, -1]);
        break;
      case "dense":
        // The softmax is left to the loss, which is exact on logits.
        result = matMul(input as Tensor2D, weightOf<Tensor2D>(layer, "denseKernel"));
        if (layer.useBias) result = add(result, weightOf<Tensor1D>(layer, "bias"));
        break;
      default:
        throw new Error(`A ${layer.kind} layer must follow a batchNorm layer, but ${layer.name} does not.`);
    }
    outputs.set(last.name, styles?.after.has(last.name) ? mixStyles(result as Tensor4D, styles) : result);
  }
  return {
    ageLogits: outputs.get(plan.outputs.age) as Tensor2D,
    genderLogits: outputs.get(plan.outputs.gender) as Tensor2D,
    attributeLogits: Object.fromEntries(
      Object.entries(plan.attributes).map(([name, layer]) => [name, outputs.get(layer) as Tensor2D]),
    ),
    genderFeatures: outputs.get(
      plan.layers.find((layer) => layer.name === plan.outputs.gender)!.inputs[0]!,
    ) as Tensor2D,
    batchStatistics,
  };
}

/** Dropout whose choice for an image does not depend on the images beside it: the parts of a batch leave out what the whole would. */
function leaveOut(x: Tensor, { rate, seedOf }: { rate: number; seedOf: (image: number) => number }): Tensor {
  if (rate === 0) return x;
  const units = x.size / x.shape[0]!;
  const mask = new Float32Array(x.size);
  for (let image = 0; image < x.shape[0]!; image++) {
    const random = createRandom(seedOf(image));
    for (let unit = 0; unit < units; unit++) mask[image * units + unit] = random() < rate ? 0 : 1 / (1 - rate);
  }
  return mul(x, tensor(mask, x.shape));
}
