// Longer than 200 lines: one step of training, from a batch to its gradient, in order.
import { buildLayersModel, setLayersWeights } from "@fagr/core/layers";
import { type Architecture, ageClassCount, type NetworkPlan, planNetwork } from "@fagr/core/network";
import { combineSeeds, createRandom } from "@fagr/core/sampling";
import { type CropSet, cropAt } from "@fagr/data/crops";
import { add, div, keep, reverse, type Tensor, tensor4d, tidy, variableGrads } from "@tensorflow/tfjs-core";
import { augmentCrop } from "../augmentation/augment";
import { type Augmentation, noAugmentation } from "../augmentation/augmentation";
import { type Lessons, teach } from "../distillation/taught-targets";
import { type LoadedHooks, loadHooks } from "../hooks/load-hooks";
import type { OwnAugmentation } from "../hooks/own-augmentation";
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
  /** The same of further attributes. */
  readonly attributeCounts: Readonly<Record<string, number>>;
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

/** So have augmentations of somebody's own: the first of them, the next ones follow. */
const ownStream = 1000;

/**
 * One copy of the network on tfjs: gradients of a part of a batch, predictions of samples. tfjs has to run on a backend
 * already. One call at a time. {@link openReplica} makes it.
 */
export class Replica {
  readonly #options: ReplicaOptions;
  readonly #plan: NetworkPlan;
  readonly #layout: ParameterLayout;
  readonly #variables: WeightVariables;
  readonly #exchange: BatchExchange | undefined;
  readonly #hooks: LoadedHooks;
  #model: ReturnType<typeof buildLayersModel> | undefined;

  constructor(
    options: ReplicaOptions,
    { hooks, exchange }: { hooks: LoadedHooks; exchange?: BatchExchange | undefined },
  ) {
    this.#options = options;
    this.#exchange = exchange;
    this.#hooks = hooks;
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
        const { total, parts } = totalLoss(pass, { ...part, targets, loss, weights, hooks: this.#hooks });
        terms = parts;
        const { ageLogits, genderLogits, attributeLogits } = pass;
        const read = [attributeLogits, parts].flatMap((tensors): Tensor[] => Object.values(tensors));
        for (const tensor of [ageLogits, genderLogits, ...read]) hold(tensor);
        for (const statistic of pass.batchStatistics.values()) hold(statistic);
        return total;
      }, this.#variables.list);
    });
    const { ageLogits, genderLogits, attributeLogits, batchStatistics } = pass!;
    gradients.fill(0);
    await this.#variables.readInto(gradients, { gradients: grads, statistics: batchStatistics });
    const [age, gender] = await Promise.all([ageLogits, genderLogits].map((logits) => logits.data<"float32">()));
    const { attributes: labels = {} } = architecture;
    const attributes: Record<string, Float32Array> = {};
    for (const [name, logits] of Object.entries(attributeLogits))
      attributes[name] = softmaxRows(await logits.data<"float32">(), labels[name]!.length);
    const losses: Record<string, number> = {};
    for (const [name, term] of Object.entries(terms)) losses[name] = (await term.data())[0]!;
    const result = {
      loss: (await value.data())[0]!,
      losses,
      figures: sumFigures(
        { age: softmaxRows(age!, ageClassCount(architecture)), gender: softmaxRows(gender!, 2), attributes },
        { samples, ageRange: architecture.ageRange, loss, attributes: labels },
      ),
    };
    for (const tensor of [value, ...Object.values(grads), ...kept]) tensor.dispose();
    return result;
  }

  /** Probabilities of samples as they are, with the given weights in inference mode. */
  async predict(indices: Int32Array, values: Float32Array, { mirror }: PredictOptions = {}): Promise<Probabilities> {
    this.#model ??= buildLayersModel(this.#plan);
    setLayersWeights(this.#model, this.#plan, toNamedTensors(values, this.#layout));
    const { architecture } = this.#options;
    const labels = Object.entries(architecture.attributes ?? {});
    const attributes = labels.map(([name, { length }]) => [name, new Float32Array(indices.length * length)] as const);
    const result = {
      age: new Float32Array(indices.length * ageClassCount(architecture)),
      gender: new Float32Array(indices.length * 2),
      attributes: Object.fromEntries(attributes),
    };
    // In the order of the model's outputs.
    const rows = [result.age, result.gender, ...attributes.map(([, values]) => values)];
    for (let start = 0; start < indices.length; start += predictionBatch) {
      const part = indices.subarray(start, start + predictionBatch);
      const outputs = tidy(() => {
        const images = this.#images(part);
        const answers = this.#model!.predict(images) as Tensor[];
        if (!mirror) return answers;
        const others = this.#model!.predict(reverse(images, 2)) as Tensor[];
        return answers.map((answer, head) => div(add(answer, others[head]!), 2));
      });
      const answers = await Promise.all(outputs.map((output) => output.data<"float32">()));
      for (const [head, answer] of answers.entries()) rows[head]!.set(answer, (start * answer.length) / part.length);
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
    const { ageRange, attributes } = architecture;
    const targets = makeTargets(samples, { ageRange, loss, offsets, attributes });
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
    const draw = (index: number, out: Float32Array, offset: number, seed: number | undefined) => {
      augmentCrop(
        { data: cropAt(crops, index), size: cropSize, boxScale },
        seed === undefined ? noAugmentation : augmentation,
        { out, offset, size, seed: seed ?? 0 },
      );
      if (seed === undefined) return;
      for (const [place, { module, options = {} }] of (augmentation.modules ?? []).entries()) {
        const random = createRandom(combineSeeds(seed, ownStream + place));
        const own = this.#hooks.get(module) as OwnAugmentation;
        own({ pixels: out.subarray(offset, offset + length), size, random }, options);
      }
    };
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

/**
 * A replica with the modules that its recipe names.
 *
 * @param exchange - Memory that it shares with the replicas of the other parts, if there are any.
 * @throws InvalidArgumentError for a module that cannot be imported.
 */
export async function openReplica(options: ReplicaOptions, exchange?: BatchExchange): Promise<Replica> {
  return new Replica(options, { hooks: await loadHooks(options), exchange });
}
