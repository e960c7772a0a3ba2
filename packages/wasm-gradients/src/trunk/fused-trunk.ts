// The trunk of the network as one pass in WebAssembly memory, forward and back: units of convolution, batch normalisation and PReLU, in an
// arena that is laid out once.
import { InvalidArgumentError } from "@fagr/core";
import type { NetworkPlan } from "@fagr/core/network";
import { instantiateKernels } from "../kernels";
import { Arena } from "./arena";
import { backwardUnit, type ValueGradient } from "./backward";
import type { BatchPeers } from "./batch-peers";
import { forwardUnit } from "./forward";
import type { FrozenParts } from "./frozen-parts";
import { backwardStyles, collectSums } from "./gradient-sums";
import type { PassContext } from "./pass";
import { mixStyles, type StyleMixing } from "./style-mixing";
import { allocateUnit, type UnitMemory, weightAddresses } from "./unit-memory";
import { planUnits } from "./units";

/** What a pass forward may be told beside images and weights. */
export interface TrunkOptions {
  /** The other parts of the batch, where the images are a part of one. */
  readonly peers?: BatchPeers | undefined;
  /** What is not trained. */
  readonly frozen?: FrozenParts | undefined;
  /** Which styles the images take from each other. */
  readonly styles?: StyleMixing | undefined;
}

/**
 * Everything of a network up to its heads, forward and backward in training mode, as WebAssembly kernels on one memory of its own.
 *
 * What makes it faster than one operation after the other: of each convolution only the output is stored; batch normalisation and
 * PReLU are computed again by whoever reads it, block by block in the cache, and so are their gradients. An activation
 * is read or written in memory 6 times a step instead of 14.
 */
export class FusedTrunk {
  /** Whether the kernels can run this plan; what they cannot run goes through tfjs's operations. */
  static canRun(plan: NetworkPlan): boolean {
    return planUnits(plan) !== undefined;
  }

  /** Name of the layer whose output the trunk gives. */
  readonly outputName: string;
  /** Names and shapes of the weights that it trains. */
  readonly weights: readonly { readonly name: string; readonly shape: readonly number[] }[];
  /** Images that there is memory for. */
  readonly capacity: number;
  readonly #arena = new Arena();
  readonly #kernels = instantiateKernels(this.#arena.memory);
  readonly #units: UnitMemory[];
  readonly #image: number;
  readonly #imageFloats: number;
  readonly #addresses: ReturnType<typeof weightAddresses>;
  #batch = 0;
  #peers: BatchPeers | undefined;
  #frozen: FrozenParts | undefined;
  readonly #styleFactors = new Map<UnitMemory, Float32Array>();

  constructor(plan: NetworkPlan, capacity: number) {
    const units = planUnits(plan);
    if (!units)
      throw new InvalidArgumentError(
        `The fused kernels cannot run the plan "${plan.architecture.name}". Ask FusedTrunk.canRun first and use tfjs's operations where it says no.`,
      );
    this.capacity = capacity;
    this.#imageFloats = plan.architecture.inputSize ** 2 * 3;
    this.#image = this.#arena.allocate(capacity * this.#imageFloats);
    this.#units = units.map((unit) => allocateUnit(unit, { arena: this.#arena, capacity }));
    this.#addresses = this.#units.flatMap(weightAddresses);
    this.outputName = units.at(-1)!.name;
    this.weights = this.#addresses.map(({ name, shape }) => ({ name, shape }));
  }

  /** `[batch, H, W, C]` of the output. */
  outputShape(batch: number): [number, number, number, number] {
    const [height, width, channels] = this.#units.at(-1)!.convolution.outputShape;
    return [batch, height, width, channels];
  }

  /**
   * Runs forward.
   *
   * @param images - `[batch, S, S, 3]`
   * @param weights - by name, all of {@link FusedTrunk.weights}
   * @param options - `peers`: the other parts of the batch, where the images are a part of one; `frozen`: what is not trained;
   *   `styles`: which styles the images take from each other; the pass back looks at them too
   * @throws InvalidArgumentError if styles are to be mixed after an unknown layer, or one whose output is not stored
   * @returns the output, a copy
   */
  forward(
    images: Float32Array,
    weights: ReadonlyMap<string, Float32Array>,
    { peers, frozen, styles }: TrunkOptions = {},
  ): Float32Array {
    this.#peers = peers;
    this.#frozen = frozen;
    this.#batch = images.length / this.#imageFloats;
    this.#arena.view(this.#image, images.length).set(images);
    for (const { name, weight } of this.#addresses) {
      const values = weights.get(name)!;
      this.#arena.view(weight, values.length).set(values);
    }
    this.#styleFactors.clear();
    for (const unit of this.#units) {
      forwardUnit(this.#context, unit);
      if (styles?.after.has(unit.name)) this.#styleFactors.set(unit, mixStyles(this.#context, unit, styles));
    }
    const last = this.#units.at(-1)!;
    return this.#arena.view(last.y, this.#batch * last.rowsPerImage * last.channelsOut).slice();
  }

  /** Mean and biased variance of the last batch by the names of the moving statistics that they update, copies; not those that were given. */
  batchStatistics(): Map<string, Float32Array> {
    const result = new Map<string, Float32Array>();
    for (const { norm, memory, channelsOut } of this.#units) {
      if (!norm || this.#frozen?.statistics.has(`${norm.name}/movingMean`)) continue;
      result.set(`${norm.name}/movingMean`, this.#arena.view(memory!.mean, channelsOut).slice());
      result.set(`${norm.name}/movingVariance`, this.#arena.view(memory!.variance, channelsOut).slice());
    }
    return result;
  }

  /**
   * Runs the last forward pass backward.
   *
   * @param dOutput - the gradient of the output, `[batch, H, W, C]`
   * @returns the gradients in the order of {@link FusedTrunk.weights}, copies; zeros for frozen weights
   */
  backward(dOutput: Float32Array): Float32Array[] {
    const context = this.#context;
    const { kernels, arena } = context;
    const gradients: (ValueGradient | undefined)[] = this.#units.map(() => undefined);
    for (const { memory, channelsOut } of this.#units)
      if (memory)
        for (const sums of [memory.dBeta, memory.sumDzX, memory.dAlpha]) if (sums) kernels.fillZero(sums, channelsOut);

    const last = this.#units.length - 1;
    const output = arena.borrow(dOutput.length);
    arena.view(output, dOutput.length).set(dOutput);
    gradients[last] = { pointer: output, isFilled: true };
    const { rowsPerImage } = this.#units[last]!;
    collectSums(context, this.#units[last]!, { dy: output, first: 0, rows: this.#batch * rowsPerImage });

    // Below the first unit that is trained nobody needs a gradient.
    const isFrozen = ({ name }: { name: string }) => this.#frozen?.weights.has(name) ?? false;
    const lowest = this.#units.findIndex((unit) => !weightAddresses(unit).every(isFrozen));
    const trained = lowest < 0 ? [] : [...this.#units.entries()].slice(lowest);
    for (const [index, unit] of trained.reverse()) {
      const dy = gradients[index]!.pointer;
      const hasInput = unit.input >= 0;
      if (hasInput)
        gradients[unit.input] ??= { pointer: arena.borrow(unit.inputFloats * this.#batch), isFilled: false };
      backwardStyles(context, unit, dy);
      backwardUnit(context, unit, { dy, input: hasInput ? gradients[unit.input] : undefined });
      // A residual sum hands its gradient on as it is: the buffer moves to the unit that was added.
      if (unit.residual === undefined) arena.giveBack(dy);
      else gradients[unit.residual] = { pointer: dy, isFilled: true };
      gradients[index] = undefined;
    }
    for (const unused of gradients) if (unused) arena.giveBack(unused.pointer);
    return this.#addresses.map(({ name, gradient, shape }) => {
      const length = shape.reduce((product, size) => product * size, 1);
      return isFrozen({ name }) ? new Float32Array(length) : arena.view(gradient, length).slice();
    });
  }

  get #context(): PassContext {
    return {
      kernels: this.#kernels,
      arena: this.#arena,
      units: this.#units,
      image: this.#image,
      batch: this.#batch,
      peers: this.#peers,
      frozen: this.#frozen,
      styleFactors: this.#styleFactors,
    };
  }
}
