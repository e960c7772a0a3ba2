import { type Architecture, ageClassCount, type NetworkPlan, planNetwork } from "@fagr/core";
import { buildLayersModel, setLayersWeights } from "@fagr/core/layers";
import { registerWasmGradients } from "@fagr/wasm-gradients";
import {
  add,
  getBackend,
  mul,
  ready,
  type Scalar,
  setBackend,
  type Tensor,
  tensor,
  tensor1d,
  tensor2d,
  tensor4d,
  tidy,
  type Variable,
  variable,
  variableGrads,
} from "@tensorflow/tfjs-core";
import { type Augmentation, augmentCrop, noAugmentation } from "../augmentation/augment";
import { type CropSet, cropAt } from "../crops/crop-set";
import { crossEntropySum, expectationLossSum } from "../losses/losses";
import { makeTargets } from "../losses/targets";
import { forwardTraining } from "../network/forward";
import { layOutParameters, type ParameterLayout, slotView, toNamedTensors } from "../network/parameters";
import { combineSeeds } from "../random/random";
import type { LossWeights } from "../recipe/recipe";

/** What a replica needs to know once. */
export interface ReplicaOptions {
  readonly architecture: Architecture;
  readonly crops: CropSet;
  readonly loss: LossWeights;
  readonly augmentation: Augmentation;
  readonly seed: number;
}

/** A replica's part of one step. */
export interface StepPart {
  readonly step: number;
  /** Samples of this part, indices into the crop set. */
  readonly indices: Int32Array;
  /** Where the part begins in the whole batch: augmentation is seeded by position, not by worker. */
  readonly batchOffset: number;
  /** Samples of the whole batch that have an age, and that have a gender: the losses are averages over these. */
  readonly ageCount: number;
  readonly genderCount: number;
}

/** This part's share of the batch's average losses. */
export interface PartLosses {
  readonly age: number;
  readonly expectation: number;
  readonly gender: number;
}

/** Probabilities of some samples. */
export interface ReplicaPrediction {
  readonly age: Float32Array;
  readonly gender: Float32Array;
}

/** tfjs wants one name a variable, and the layers model that predicts has the plain ones. */
const gradientName = (weight: string) => `training/${weight}`;

/** One copy of the network on tfjs's wasm backend: gradients of a part of a batch, predictions of samples. */
export class Replica {
  readonly #options: ReplicaOptions;
  readonly #plan: NetworkPlan;
  readonly #layout: ParameterLayout;
  #variables: Map<string, Variable> | undefined;
  #model: ReturnType<typeof buildLayersModel> | undefined;

  private constructor(options: ReplicaOptions) {
    this.#options = options;
    this.#plan = planNetwork(options.architecture);
    this.#layout = layOutParameters(this.#plan);
  }

  static async create(options: ReplicaOptions): Promise<Replica> {
    registerWasmGradients();
    await setBackend("wasm");
    await ready();
    if (getBackend() !== "wasm")
      throw new Error(`Expected tfjs to run on its wasm backend, but it runs on "${getBackend()}".`);
    return new Replica(options);
  }

  /**
   * Writes this part's share of the batch's gradient into `gradients`, and its batch statistics into the places of the
   * moving statistics. Both arrays are flat, see {@link ParameterLayout}.
   */
  gradients(part: StepPart, { values, gradients }: { values: Float32Array; gradients: Float32Array }): PartLosses {
    const variables = this.#assign(values);
    const { loss } = this.#options;
    const images = this.#images(part.indices, (position) =>
      combineSeeds(this.#options.seed, part.step, part.batchOffset + position),
    );
    const targets = this.#targets(part.indices);
    const losses = { age: 0, expectation: 0, gender: 0 };
    tidy(() => {
      const statistics: [string, Tensor][] = [];
      const { grads } = variableGrads(() => {
        const pass = forwardTraining(this.#plan, {
          images,
          weights: variables,
          dropoutSeed: combineSeeds(this.#options.seed, part.step, part.batchOffset, 11),
        });
        for (const [name, statistic] of pass.batchStatistics) {
          gradients.set(statistic.dataSync<"float32">(), this.#slot(name).offset);
          statistics.push([name, statistic]);
        }
        const count = part.indices.length;
        const ageWeights = tensor1d(targets.ageWeights);
        const shares = {
          age: mul(
            crossEntropySum(pass.ageLogits, {
              targets: tensor2d(targets.ages, [count, ageClassCount(this.#options.architecture)]),
              weights: ageWeights,
            }),
            1 / Math.max(part.ageCount, 1),
          ),
          expectation: mul(
            expectationLossSum(pass.ageLogits, { years: tensor1d(targets.years), weights: ageWeights }),
            1 / Math.max(part.ageCount, 1),
          ),
          gender: mul(
            crossEntropySum(pass.genderLogits, {
              targets: tensor2d(targets.genders, [count, 2]),
              weights: tensor1d(targets.genderWeights),
            }),
            1 / Math.max(part.genderCount, 1),
          ),
        };
        for (const task of ["age", "expectation", "gender"] as const) losses[task] = shares[task].dataSync()[0]!;
        return add(
          add(mul(shares.age, loss.age), mul(shares.expectation, loss.expectation)),
          mul(shares.gender, loss.gender),
        ) as Scalar;
      }, [...variables.values()]);
      for (const slot of this.#layout.slots)
        if (slot.trainable) gradients.set(grads[gradientName(slot.name)]!.dataSync<"float32">(), slot.offset);
    });
    images.dispose();
    return losses;
  }

  /** Age and gender probabilities of samples as they are, with the given weights in inference mode. */
  predict(indices: Int32Array, values: Float32Array): ReplicaPrediction {
    this.#model ??= buildLayersModel(this.#plan);
    setLayersWeights(this.#model, this.#plan, toNamedTensors(values, this.#layout));
    const classes = ageClassCount(this.#options.architecture);
    const result = { age: new Float32Array(indices.length * classes), gender: new Float32Array(indices.length * 2) };
    for (let start = 0; start < indices.length; start += 32) {
      const images = this.#images(indices.subarray(start, start + 32), undefined);
      tidy(() => {
        const [age, gender] = this.#model!.predict(images) as [Tensor, Tensor];
        result.age.set(age.dataSync<"float32">(), start * classes);
        result.gender.set(gender.dataSync<"float32">(), start * 2);
      });
      images.dispose();
    }
    return result;
  }

  /** The trainable weights as tfjs variables named like the weights, with new values. */
  #assign(values: Float32Array): Map<string, Variable> {
    this.#variables ??= new Map(
      this.#layout.slots
        .filter((slot) => slot.trainable)
        .map((slot) => [
          slot.name,
          variable(tensor(slotView(values, slot).slice(), [...slot.shape]), true, gradientName(slot.name)),
        ]),
    );
    for (const [name, target] of this.#variables) {
      const slot = this.#slot(name);
      const fresh = tensor(slotView(values, slot).slice(), [...slot.shape]);
      target.assign(fresh);
      fresh.dispose();
    }
    return this.#variables;
  }

  #slot(name: string) {
    return this.#layout.slots.find((slot) => slot.name === name)!;
  }

  #images(indices: Int32Array, seedOf: ((position: number) => number) | undefined) {
    const { crops, architecture, augmentation } = this.#options;
    const size = architecture.inputSize;
    const out = new Float32Array(indices.length * size * size * 3);
    for (const [position, index] of indices.entries())
      augmentCrop(
        { data: cropAt(crops, index), size: crops.manifest.size, boxScale: crops.manifest.boxScale },
        seedOf ? augmentation : noAugmentation,
        { out, offset: position * size * size * 3, size, seed: seedOf?.(position) ?? 0 },
      );
    return tensor4d(out, [indices.length, size, size, 3]);
  }

  #targets(indices: Int32Array) {
    const { crops, architecture, loss } = this.#options;
    return makeTargets(
      Array.from(indices, (index) => crops.manifest.samples[index]!),
      { ageRange: architecture.ageRange, ageDeviation: loss.ageDeviation, genderSmoothing: loss.genderSmoothing },
    );
  }
}
