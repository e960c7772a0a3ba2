// The tables of the paper as data (tables.ts), the choices that an architecture makes (architecture.ts), and the plan that follows: all
// layers with shapes and names of weights. Training, files and converters walk the plan; nothing else knows the network's structure.

/**
 * The plan: an architecture expanded into a flat list of layers, each with its shapes and its weights. Whatever builds or
 * describes the network (tfjs-layers, the training graph, ONNX, the parameter count, the weights file) walks this list, so that
 * they cannot disagree.
 */
// Longer than 200 lines: the kinds of layers and the one walk that makes them belong together.
import { InvalidArgumentError } from "../errors";
import { type Architecture, ageClassCount, checkArchitecture } from "./architecture";
import type { ArchitectureRow } from "./tables";

/** Height, width, channels. */
export type FeatureShape = readonly [height: number, width: number, channels: number];

/** Zero padding in pixels. TensorFlow's "same" padding is asymmetric, so both sides are always given. */
export interface Padding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** One weight tensor of a layer. */
export interface WeightSpec {
  /** Unique in the network: `<layer name>/<kind>`. */
  readonly name: string;
  /** kernel: [height, width, in, out]; depthwiseKernel: [height, width, channels, 1]; denseKernel: [in, out]; others: [channels]. */
  readonly kind:
    | "kernel"
    | "depthwiseKernel"
    | "denseKernel"
    | "bias"
    | "gamma"
    | "beta"
    | "movingMean"
    | "movingVariance"
    | "alpha";
  readonly shape: readonly number[];
  /** Moving statistics of batch normalisation are not trained. */
  readonly trainable: boolean;
}

interface LayerBase {
  readonly name: string;
  /** Names of the layers whose outputs this one takes; `"image"` is the network's input. */
  readonly inputs: readonly string[];
  readonly inputShape: FeatureShape;
  readonly outputShape: FeatureShape;
  /** Index of the table row that this layer belongs to; heads come after the last row. */
  readonly row: number;
  readonly weights: readonly WeightSpec[];
}

interface Convolution {
  readonly kernelSize: readonly [height: number, width: number];
  readonly stride: number;
  readonly padding: Padding;
}

/** One layer of the plan. Convolutions carry no bias; layers are in the order of execution. */
export type Layer =
  | (LayerBase & Convolution & { readonly kind: "conv" | "depthwiseConv" })
  | (LayerBase & { readonly kind: "batchNorm"; readonly epsilon: number })
  | (LayerBase & { readonly kind: "prelu" | "add" | "flatten" })
  | (LayerBase & { readonly kind: "dropout"; readonly rate: number })
  | (LayerBase & { readonly kind: "dense"; readonly useBias: boolean; readonly activation: "linear" | "softmax" });

/** A network as a list of layers. */
export interface NetworkPlan {
  readonly architecture: Architecture;
  readonly layers: readonly Layer[];
  /** Names of the output layers: age probabilities [N, ages] and gender probabilities [N, 2]. */
  readonly outputs: { readonly age: string; readonly gender: string };
  /** Names of the output layers of further attributes `[N, labels]`, by attribute; empty for most networks. */
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Expands an architecture into a list of layers.
 *
 * @throws InvalidArgumentError if a field is out of range or the input is too small for the rows.
 *
 * @example
 * ```ts
 * const plan = planNetwork(createArchitecture());
 * console.log(plan.layers.map((layer) => `${layer.name} ${layer.outputShape.join("x")}`).join("\n"));
 * ```
 */
export function planNetwork(architecture: Architecture): NetworkPlan {
  checkArchitecture(architecture);
  const planner = new Planner(architecture);
  for (const [index, row] of architecture.rows.entries()) planner.addRow(row, index);
  return planner.finish();
}

/** Every weight of the plan, in the order in which weights files hold them. */
export function weightSpecs(plan: NetworkPlan): WeightSpec[] {
  return plan.layers.flatMap((layer) => layer.weights);
}

/** TensorFlow's "same" padding along one axis: an odd pixel is added at the end. */
function samePadding(input: number, kernel: number, stride: number): [before: number, after: number] {
  const output = Math.ceil(input / stride);
  const total = Math.max((output - 1) * stride + kernel - input, 0);
  return [Math.floor(total / 2), total - Math.floor(total / 2)];
}

class Planner {
  readonly #layers: Layer[] = [];
  readonly #architecture: Architecture;
  #last = "image";
  #shape: FeatureShape;
  #row = 0;
  #prefix = "";

  constructor(architecture: Architecture) {
    this.#architecture = architecture;
    this.#shape = [architecture.inputSize, architecture.inputSize, 3];
  }

  addRow(row: ArchitectureRow, index: number): void {
    this.#row = index;
    const channels = this.#scaled(row);
    for (let repeat = 0; repeat < row.repeats; repeat++) {
      this.#prefix = `row${index + 1}${row.repeats > 1 ? `_block${repeat + 1}` : ""}`;
      const stride = repeat === 0 ? row.stride : 1;
      switch (row.operator) {
        case "conv3x3":
        case "conv1x1":
          this.#convolution("conv", channels, row.operator === "conv3x3" ? 3 : 1, stride);
          this.#normalise("conv", true);
          break;
        case "depthwiseConv3x3":
          this.#depthwise("depthwise", 3, stride);
          if (this.#architecture.firstDepthwise === "separable") this.#convolution("pointwise", channels, 1, 1);
          this.#normalise("depthwise", true);
          break;
        case "bottleneck":
          this.#bottleneck(row, channels, stride, repeat);
          break;
        case "globalDepthwiseConv":
          this.#globalDepthwise();
          break;
        case "linearConv1x1":
          this.#convolution("conv", channels, 1, stride);
          this.#normalise("conv", this.#architecture.embeddingActivation);
          break;
        default:
          throw new InvalidArgumentError(`Row ${index + 1} has the unknown operator "${String(row.operator)}".`);
      }
    }
  }

  finish(): NetworkPlan {
    const { architecture } = this;
    this.#row = architecture.rows.length;
    if (this.#shape[0] !== 1 || this.#shape[1] !== 1)
      throw new InvalidArgumentError(
        `The rows must reduce the image to 1x1 before the heads, but end at ${this.#shape[0]}x${this.#shape[1]}. Put the globalDepthwiseConv row after all rows with a stride.`,
      );
    const embedding = { last: this.#last, shape: this.#shape };
    const head = (task: string, classes: number) => {
      this.#last = embedding.last;
      this.#shape = embedding.shape;
      this.#prefix = task;
      if (architecture.taskBranch) {
        this.#push({ kind: "dropout", rate: architecture.taskBranch.dropout }, "dropout", this.#shape);
        this.#push({ kind: "flatten" }, "flatten", this.#shape);
        this.#dense("branch", architecture.taskBranch.units, false, "linear");
      } else {
        this.#push({ kind: "flatten" }, "flatten", this.#shape);
      }
      return this.#dense("probabilities", classes, true, "softmax");
    };
    const age = head("age", ageClassCount(architecture));
    const gender = head("gender", 2);
    const attributes = Object.fromEntries(
      Object.entries(architecture.attributes ?? {}).map(([name, labels]) => [name, head(name, labels.length)]),
    );
    return { architecture, layers: this.#layers, outputs: { age, gender }, attributes };
  }

  get architecture(): Architecture {
    return this.#architecture;
  }

  #scaled(row: ArchitectureRow): number {
    if (row.fixedWidth) return row.channels;
    return Math.max(1, Math.round(row.channels * this.#architecture.widthMultiplier));
  }

  #bottleneck(row: ArchitectureRow, channels: number, stride: number, repeat: number): void {
    const start = this.#last;
    const inputShape = this.#shape;
    const inputChannels = inputShape[2];
    const expanded = Math.max(
      1,
      Math.round((row.expansion ?? 1) * inputChannels * this.#architecture.expansionMultiplier),
    );
    this.#convolution("expand", expanded, 1, 1);
    this.#normalise("expand", true);
    this.#depthwise("depthwise", 3, stride);
    this.#normalise("depthwise", true);
    this.#convolution("project", channels, 1, 1);
    this.#normalise("project", false);
    const matches = stride === 1 && inputChannels === channels;
    if (matches && (this.#architecture.residual === "matchingShapes" || repeat > 0)) {
      this.#push({ kind: "add" }, "add", inputShape, [], [start, this.#last]);
    }
  }

  #convolution(name: string, channels: number, size: number, stride: number): void {
    const [height, width, inputs] = this.#shape;
    const [top, bottom] = samePadding(height, size, stride);
    const [left, right] = samePadding(width, size, stride);
    const shape: FeatureShape = [Math.ceil(height / stride), Math.ceil(width / stride), channels];
    this.#push({ kind: "conv", kernelSize: [size, size], stride, padding: { top, bottom, left, right } }, name, shape, [
      ["kernel", [size, size, inputs, channels]],
    ]);
  }

  #depthwise(name: string, size: number, stride: number): void {
    const [height, width, channels] = this.#shape;
    const [top, bottom] = samePadding(height, size, stride);
    const [left, right] = samePadding(width, size, stride);
    const shape: FeatureShape = [Math.ceil(height / stride), Math.ceil(width / stride), channels];
    this.#push(
      { kind: "depthwiseConv", kernelSize: [size, size], stride, padding: { top, bottom, left, right } },
      name,
      shape,
      [["depthwiseKernel", [size, size, channels, 1]]],
    );
  }

  /** A depthwise convolution whose kernel is as large as its input: no padding, stride 1, linear. */
  #globalDepthwise(): void {
    const [height, width, channels] = this.#shape;
    this.#push(
      {
        kind: "depthwiseConv",
        kernelSize: [height, width],
        stride: 1,
        padding: { top: 0, bottom: 0, left: 0, right: 0 },
      },
      "global",
      [1, 1, channels],
      [["depthwiseKernel", [height, width, channels, 1]]],
    );
    this.#normalise("global", false);
  }

  #normalise(name: string, activate: boolean): void {
    const channels = [this.#shape[2]];
    this.#push({ kind: "batchNorm", epsilon: this.#architecture.batchNormEpsilon }, `${name}_bn`, this.#shape, [
      ["gamma", channels],
      ["beta", channels],
      ["movingMean", channels],
      ["movingVariance", channels],
    ]);
    if (activate) this.#push({ kind: "prelu" }, `${name}_prelu`, this.#shape, [["alpha", channels]]);
  }

  #dense(name: string, units: number, useBias: boolean, activation: "linear" | "softmax"): string {
    const weights: [WeightSpec["kind"], number[]][] = [["denseKernel", [this.#shape[2], units]]];
    if (useBias) weights.push(["bias", [units]]);
    return this.#push({ kind: "dense", useBias, activation }, name, [1, 1, units], weights);
  }

  #push(
    layer: object,
    name: string,
    outputShape: FeatureShape,
    weights: [WeightSpec["kind"], readonly number[]][] = [],
    inputs: readonly string[] = [this.#last],
  ): string {
    const fullName = `${this.#prefix}_${name}`;
    this.#layers.push({
      ...layer,
      name: fullName,
      inputs,
      inputShape: this.#shape,
      outputShape,
      row: this.#row,
      weights: weights.map(([kind, shape]) => ({
        name: `${fullName}/${kind}`,
        kind,
        shape,
        trainable: kind !== "movingMean" && kind !== "movingVariance",
      })),
    } as unknown as Layer);
    this.#last = fullName;
    this.#shape = outputShape;
    return fullName;
  }
}
