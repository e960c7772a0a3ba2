// Targets made of labels, the losses that recipes can name (kinds/), and their sum. Missing labels have the weight 0.
import { InvalidArgumentError } from "@fagr/core";
import { add, mul, type Scalar, type Tensor, type Tensor2D, tensor1d, tensor2d } from "@tensorflow/tfjs-core";
import type { LoadedHooks } from "../hooks/load-hooks";
import type { TrainingPass } from "../network/forward";
import { withDefaults } from "../recipe/with-defaults";
import { bandLossSum } from "./distribution-losses";
import type { Term } from "./loss-kind";
import {
  type AgeLoss,
  type AttributeLoss,
  ageLosses,
  ageLossSchema,
  attributeLosses,
  attributeLossSchema,
  type GenderLoss,
  genderLosses,
  genderLossSchema,
  type LossOptions,
} from "./loss-kinds";
import type { Targets } from "./targets";

/** What {@link totalLoss} needs beside the network's outputs. */
export interface TotalLossOptions {
  /** Of the samples of the pass, see `makeTargets`. */
  readonly targets: Targets;
  readonly loss: LossOptions;
  /**
   * Samples of the whole batch that have an age, and that have a gender: losses are averages over these, also where the
   * pass saw a part of the batch only, so that the parts' losses and gradients add up to the batch's.
   */
  readonly ageCount: number;
  readonly genderCount: number;
  /** The same of further attributes. */
  readonly attributeCounts?: Readonly<Record<string, number>> | undefined;
  /** Functions of the modules that the loss names. */
  readonly hooks?: LoadedHooks | undefined;
  /** Weights by name; ArcFace takes the gender head's. */
  readonly weights: ReadonlyMap<string, Tensor>;
}

/** The loss of a batch or of a part of it. */
export interface TotalLoss {
  /** The minimised total: the sum of the terms with their factors. */
  readonly total: Scalar;
  /**
   * Each term without its factor: `age` and `gender` (of the tasks that are trained) and further attributes, `expectation` (label
   * distribution), `mean` and `variance` (mean-variance).
   */
  readonly parts: Readonly<Record<string, Scalar>>;
}

/**
 * The loss of a training pass, differentiable. A task whose loss is `null` takes no part at all: its head gets no gradient,
 * and tfjs's `variableGrads` leaves such variables out of its answer.
 *
 * @throws InvalidArgumentError if there is nothing to train.
 *
 * @example
 * ```ts
 * const counts = { ageCount: 96, genderCount: 128 };
 * const { total, parts } = totalLoss(pass, { targets, loss: recipe.loss, ...counts, weights: variables });
 * ```
 */
export function totalLoss(pass: TrainingPass, options: TotalLossOptions): TotalLoss {
  const { loss, ageCount, genderCount } = options;
  const terms: Term[] = [];
  const average = ([name, value, factor]: Term, count: number): Term => [
    name,
    mul(value, 1 / Math.max(count, 1)),
    factor,
  ];
  if (loss.age) for (const term of ageTerms(pass, loss.age, options)) terms.push(average(term, ageCount));
  if (loss.gender) for (const term of genderTerms(pass, loss.gender, options)) terms.push(average(term, genderCount));
  for (const [name, logits] of Object.entries(pass.attributeLogits))
    for (const term of attributeTerms(name, logits, options))
      terms.push(average(term, options.attributeCounts?.[name] ?? 0));
  if (terms.length === 0)
    throw new InvalidArgumentError(
      'Expected a loss for "age", for "gender" or for both, received null for both. Without one there is nothing to train.',
    );
  return {
    total: terms.map(([, value, factor]) => mul<Scalar>(value, factor)).reduce((sum, term) => add(sum, term)),
    parts: Object.fromEntries(terms),
  };
}

/** Ages to the year by the loss that was chosen, age bands by their likelihood; both are the term `age`. */
function ageTerms(pass: TrainingPass, loss: AgeLoss, { targets, hooks }: TotalLossOptions): readonly Term[] {
  const { ageLogits } = pass;
  const { ageOffsets } = targets;
  const logits = ageOffsets ? add<Tensor2D>(ageLogits, tensor2d(ageOffsets, ageLogits.shape)) : ageLogits;
  const terms = yearTerms(logits, loss, { targets, hooks });
  if (!targets.bands.some((band) => band > 0)) return terms;
  const weights = tensor1d(targets.ageWeights.map((weight, index) => weight * targets.bands[index]!));
  const band = bandLossSum(logits, { targets: tensor2d(targets.ages, ageLogits.shape), weights });
  return terms.map(([name, value, factor]) => [name, name === "age" ? add(value, band) : value, factor]);
}

function yearTerms(
  ageLogits: Tensor2D,
  options: AgeLoss,
  { targets: all, hooks }: Pick<TotalLossOptions, "targets" | "hooks">,
): readonly Term[] {
  const loss = withDefaults(ageLossSchema, options);
  const classes = {
    targets: tensor2d(all.ages, ageLogits.shape),
    weights: tensor1d(all.ageWeights.map((own, index) => own * (1 - all.bands[index]!))),
  };
  const years = { years: tensor1d(all.years), weights: tensor1d(all.yearWeights) };
  return ageLosses[loss.kind].terms({ task: "age", logits: ageLogits, classes, years, hooks }, loss as never);
}

function genderTerms(
  { genderLogits, genderFeatures }: TrainingPass,
  options: GenderLoss,
  { targets: all, weights, hooks }: TotalLossOptions,
): readonly Term[] {
  const loss = withDefaults(genderLossSchema, options);
  const classes = { targets: tensor2d(all.genders, genderLogits.shape), weights: tensor1d(all.genderWeights) };
  const centres = weights.get("gender_probabilities/denseKernel") as Tensor2D;
  const input = { task: "gender", logits: genderLogits, classes, features: genderFeatures, centres, hooks } as const;
  return genderLosses[loss.kind].terms(input, loss as never);
}

function attributeTerms(
  task: string,
  logits: Tensor2D,
  { loss: { attributes }, targets, hooks }: TotalLossOptions,
): readonly Term[] {
  const loss = withDefaults(attributeLossSchema, attributes?.[task] ?? ({ kind: "crossEntropy" } as AttributeLoss));
  const { rows, weights } = targets.attributes![task]!;
  const classes = { targets: tensor2d(rows, logits.shape), weights: tensor1d(weights) };
  return attributeLosses[loss.kind].terms({ task, logits, classes, hooks }, loss as never);
}
