// Longer than 200 lines: one step of training, from a batch to its gradient, in order.
import { buildLayersModel, setLayersWeights } from "@fagr/core/layers";
import { type Architecture, ageClassCount, type NetworkPlan, planNetwork } from "@fagr/core/network";
import { combineSeeds } from "@fagr/core/sampling";
import { type CropSet, cropAt } from "@fagr/data/crops";
import { add, div, keep, reverse, type Tensor, tensor4d, tidy, variableGrads } from "@tensorflow/tfjs-core";
import { augmentCrop } from "../augmentation/augment";
import { type Augmentation, noAugmentation } from "../augmentation/augmentation";
import { type Lessons, teach } from "../distillation/taught-targets";
import type { LossOptions } from "../losses/loss-kinds";
import type { SourceOffsets } from "../losses/source-offsets";
import { makeTargets, type Targets } from "../losses/targets";
import { totalLoss } from "../losses/total-loss";
import { mixTargets } from "../mixing/mix-targets";
import type { MixedFaces } from "../mixing/mixing";
import { lastLayersOf, type MixedStyles } from "../mixing/style-mixing";
import { forwardTraining, type TrainingPass } from "../network/forward";
import { layOutParameters, type ParameterLayout, toNamedTensors } from "../network/parameters";
import { frozenParts, type TrainedParts, withTrainedParts } from "../network/trained-parts";
import type { TrainingBackend } from "./backend";
import { type BatchExchange, openBatchExchange } from "./batch-exchange";
import { softmaxRows } from "./softmax-rows";
import { type FigureSums, type Probabilities, sumFigures } from "./task-figures";
import { WeightVariables } from "./weight-variables";

/** What a replica needs to know once; plain data, which workers are sent. */
export interface ReplicaOptions {
  readonly architecture: Architecture;
  readonly crops: CropSet;
  readonly loss: LossOptions;
  readonly augmentation: Augmentation;
  readonly seed: number;
  readonly backend: TrainingBackend;
  /** What is added to the age logits of each data set, if the recipe keeps the sets' ages apart. */
  readonly offsets?: SourceOffsets;
  /** What teachers answered, if the recipe distils any. */
  readonly lessons?: Lessons;
  /** Which parts of the network are trained, and how fast. */
  readonly trained?: TrainedParts;
}

/** A replica's part of one step. */
export interface StepPart {
  readonly step: number;
  /** Samples of this part, indices into the crop set. */
  readonly indices: Int32Array;
  /** Which part of how many it is, of a batch of so many samples. */
  readonly part: number;
  readonly parts: number;
  readonly batchSize: number;
  /** Where the part begins in the whole batch: augmentation is seeded by position, not by worker. */
  readonly batchOffset: number;
  /** Samples of the whole batch that have an age, and that have a gender: the losses are averages over these. A lesson without a label counts for its share. */
  readonly ageCount: number;
  readonly genderCount: number;
  /** What the samples are blended with, if they are. */
  readonly mixed?: MixedFaces;
  /** The styles that they take, if they take any. */
  readonly styles?: MixedStyles;
}

/** What a part of a batch gave. */
export interface PartResult {
  /** This part's share of the batch's loss. */
  readonly loss: number;
  /** Its shares of the terms, by name. */
  readonly losses: Readonly<Record<string, number>>;
  /** Sums over its samples. */
  readonly figures: FigureSums;
}

/** How samples are predicted. */
export interface PredictOptions {
  /** Averages the answers for a face and for its mirror image. */
  readonly mirror?: boolean | undefined;
}

/** How many samples are predicted at once. */
const predictionBatch = 32;

/** The augmentation of the face that is blended in has random numbers of its own. */
const mixingStream = 29;

/**
 * One copy of the network on tfjs: gradients of a part of a batch, predictions of samples. tfjs has to run on a backend
 * already. One call at a time.
 */
export class Replica {
  readonly #options: ReplicaOptions;
  readonly #plan: NetworkPlan;
  readonly #layout: ParameterLayout;
  readonly #variables: WeightVariables;
  readonly #exchange: BatchExchange | undefined;
  #model: ReturnType<typeof buildLayersModel> | undefined;

  /** @param exchange - Memory that it shares with the replicas of the other parts, if there are any. */
  constructor(options: ReplicaOptions, exchange?: BatchExchange) {
    this.#options = options;
    this.#exchange = exchange;
    this.#plan = planNetwork(options.architecture);
    this.#layout = withTrainedParts(layOutParameters(this.#plan), options.trained ?? {});
    this.#variables = new WeightVariables(this.#layout);
  }

  /**
   * Writes this part's share of the batch's gradient into `gradients`, and its batch statistics into the places of the
   * moving statistics. Both arrays are flat, see {@link ParameterLayout}.
   */
  async gradients(
    part: StepPart,
    { values, gradients }: { values: Float32Array; gradients: Float32Array },
  ): Promise<PartResult> {
    const { seed, loss, architecture, crops } = this.#options;
    const samples = Array.from(part.indices, (index) => crops.manifest.samples[index]!);
    const weights = this.#variables.assign(values);
    const frozen = frozenParts(this.#layout, values);
    const kept: Tensor[] = [];
    const hold = <T extends Tensor>(tensor: T): T => {
      kept.push(keep(tensor));
      return tensor;
    };
    let pass: TrainingPass | undefined;
    let terms: Readonly<Record<string, Tensor>> = {};
    // tfjs frees what a loss function makes, but for its result; what is to be read afterwards is held.
    const { value, grads } = tidy(() => {
      const seedOf = (position: number, ...stream: number[]) =>
        combineSeeds(seed, part.step, part.batchOffset + position, ...stream);
      const images = this.#images(part.indices, { seedOf, mixed: part.mixed });
      return variableGrads(() => {
        pass = forwardTraining(this.#plan, {
          images,
          weights,
          dropoutSeedOf: (position) => seedOf(position, 11),
          peers: this.#exchange && part.parts > 1 ? openBatchExchange(this.#exchange, part) : undefined,
          frozen,
          styles: part.styles && {
            ...part.styles,
            after: lastLayersOf(this.#plan, part.styles.after),
            offset: part.batchOffset,
          },
        });
        const targets = this.#targets(part.indices, part.mixed);
        const { total, parts } = totalLoss(pass, { ...part, targets, loss, weights });
        terms = parts;
        for (const tensor of [pass.ageLogits, pass.genderLogits, ...Object.values(parts)]) hold(tensor);
        for (const statistic of pass.batchStatistics.values()) hold(statistic);
        return total;
      }, this.#variables.list);
    });
    const { ageLogits, genderLogits, batchStatistics } = pass!;
    gradients.fill(0);
    await this.#variables.readInto(gradients, { gradients: grads, statistics: batchStatistics });
    const [age, gender] = await Promise.all([ageLogits, genderLogits].map((logits) => logits.data<"float32">()));
    const losses: Record<string, number> = {};
    for (const [name, term] of Object.entries(terms)) losses[name] = (await term.data())[0]!;
    const result = {
      loss: (await value.data())[0]!,
      losses,
      figures: sumFigures(
        { age: softmaxRows(age!, ageClassCount(architecture)), gender: softmaxRows(gender!, 2) },
        { samples, ageRange: architecture.ageRange, loss },
      ),
    };
    for (const tensor of [value, ...Object.values(grads), ...kept]) tensor.dispose();
    return result;
  }

  /** Age and gender probabilities of samples as they are, with the given weights in inference mode. */
  async predict(indices: Int32Array, values: Float32Array, { mirror }: PredictOptions = {}): Promise<Probabilities> {
    this.#model ??= buildLayersModel(this.#plan);
    setLayersWeights(this.#model, this.#plan, toNamedTensors(values, this.#layout));
    const classes = ageClassCount(this.#options.architecture);
    const result = { age: new Float32Array(indices.length * classes), gender: new Float32Array(indices.length * 2) };
    for (let start = 0; start < indices.length; start += predictionBatch) {
      const part = indices.subarray(start, start + predictionBatch);
      const outputs = tidy(() => {
        const images = this.#images(part);
        const answers = this.#model!.predict(images) as Tensor[];
        if (!mirror) return answers;
        const others = this.#model!.predict(reverse(images, 2)) as Tensor[];
        return answers.map((answer, head) => div(add(answer, others[head]!), 2));
      });
      const [age, gender] = await Promise.all(outputs.map((output) => output.data<"float32">()));
      result.age.set(age!, start * classes);
      result.gender.set(gender!, start * 2);
      for (const output of outputs) output.dispose();
    }
    return result;
  }

  dispose(): void {
    this.#variables.dispose();
    this.#model?.dispose();
    this.#model = undefined;
  }

  #targets(indices: Int32Array, mixed: MixedFaces | undefined): Targets {
    const targets = this.#targetsOf(indices);
    return mixed ? mixTargets(targets, this.#targetsOf(mixed.partners), mixed.shares) : targets;
  }

  #targetsOf(indices: Int32Array): Targets {
    const { loss, architecture, crops, lessons, offsets } = this.#options;
    const samples = Array.from(indices, (index) => crops.manifest.samples[index]!);
    const targets = makeTargets(samples, { ageRange: architecture.ageRange, loss, offsets });
    return lessons ? teach(targets, indices, lessons) : targets;
  }

  /** `[N, S, S, 3]` RGB 0..1; augmented where there are seeds. */
  #images(
    indices: Int32Array,
    {
      seedOf,
      mixed,
    }: { seedOf?: (position: number, ...stream: number[]) => number; mixed?: MixedFaces | undefined } = {},
  ) {
    const { crops, architecture, augmentation } = this.#options;
    const { boxScale, size: cropSize } = crops.manifest;
    const size = architecture.inputSize;
    const length = size * size * 3;
    const draw = (index: number, out: Float32Array, offset: number, seed: number | undefined) =>
      augmentCrop(
        { data: cropAt(crops, index), size: cropSize, boxScale },
        seed === undefined ? noAugmentation : augmentation,
        { out, offset, size, seed: seed ?? 0 },
      );
    const out = new Float32Array(indices.length * length);
    const other = new Float32Array(mixed ? length : 0);
    for (const [position, index] of indices.entries()) {
      draw(index, out, position * length, seedOf?.(position));
      const share = mixed?.shares[position] ?? 1;
      if (share === 1) continue;
      draw(mixed!.partners[position]!, other, 0, seedOf?.(position, mixingStream));
      for (let place = 0; place < length; place++)
        out[position * length + place] = share * out[position * length + place]! + (1 - share) * other[place]!;
    }
    return tensor4d(out, [indices.length, size, size, 3]);
  }
}
