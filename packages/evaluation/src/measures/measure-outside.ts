import { createRandom, shuffle } from "@fagr/core/sampling";
import { areaUnderCurve, hitRate } from "./ranking";

/** How well something is recognised, on cases that the fit did not use. */
export interface DetectionFigures {
  /** Cases that are to be found, and others. */
  readonly positives: number;
  readonly negatives: number;
  /** Area under the ROC curve: 0.5 is chance, 1 is perfect. */
  readonly areaUnderCurve: number;
  /** Share of the positives that is found where 5 % of the negatives are false alarms. */
  readonly hitRate: number;
  /** Shares with a probability above one half. */
  readonly aboveHalf: { readonly positives: number; readonly negatives: number };
}

/**
 * Figures of probabilities about cases whose truth is known; NaN where there is no case of one kind.
 *
 * @example
 * ```ts
 * const { areaUnderCurve, hitRate } = measureDetection(answers.map(({ younger }) => younger), labels.map(({ age }) => age < 18));
 * ```
 */
export function measureDetection(probabilities: readonly number[], truths: readonly boolean[]): DetectionFigures {
  const positives = probabilities.filter((_, index) => truths[index]);
  const negatives = probabilities.filter((_, index) => !truths[index]);
  const share = (values: readonly number[]) => values.filter((value) => value > 0.5).length / values.length;
  return {
    positives: positives.length,
    negatives: negatives.length,
    areaUnderCurve: areaUnderCurve({ positives, negatives }),
    hitRate: hitRate({ positives, negatives }, 0.05),
    aboveHalf: { positives: share(positives), negatives: share(negatives) },
  };
}

/**
 * Answers every case by fits that did not use it: repeated k-fold cross-validation, with a seed.
 *
 * @param fit - Fits on some cases and returns a function that answers another.
 * @returns One answer a case, the mean over the repetitions.
 *
 * @example
 * ```ts
 * const answers = crossValidate(summarised, (training) => {
 *   const ageRange = fitAgeRange(training);
 *   return ({ summary }) => ({ ...tellOutside(summary, { ageRange }).outsideAgeRange! });
 * });
 * ```
 */
export function crossValidate<Case, Name extends string>(
  cases: readonly Case[],
  fit: (training: readonly Case[]) => (held: Case) => Readonly<Record<Name, number>>,
  { folds = 5, repetitions = 3, seed = 1 }: { folds?: number; repetitions?: number; seed?: number } = {},
): Record<Name, number>[] {
  const random = createRandom(seed);
  const sums = cases.map(() => ({}) as Record<Name, number>);
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const order = shuffle(Array.from(cases.keys()), random);
    for (let fold = 0; fold < folds; fold++) {
      const answer = fit(order.filter((_, position) => position % folds !== fold).map((index) => cases[index]!));
      for (const index of order.filter((_, position) => position % folds === fold))
        for (const [name, value] of Object.entries(answer(cases[index]!)) as [Name, number][])
          sums[index]![name] = (sums[index]![name] ?? 0) + value / repetitions;
    }
  }
  return sums;
}
