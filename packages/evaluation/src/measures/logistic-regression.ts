import { InvalidArgumentError } from "@fagr/core";

/** Examples to fit on. */
export interface LogisticExamples {
  /** One list of features an example, all of the same length. */
  readonly features: readonly (readonly number[])[];
  /** The class of each, 0 to `classes - 1`. */
  readonly classes: readonly number[];
  readonly classCount: number;
}

/** Weights of a class against class 0: a bias and one weight a feature. */
export interface ClassWeights {
  readonly bias: number;
  readonly weights: readonly number[];
}

/**
 * Multinomial logistic regression by Newton's method, with a ridge penalty on the weights of the standardised features.
 *
 * @param ridge - Strength of the penalty; 1 is what one example weighs. Default 1.
 * @returns Log-odds of class 1, 2, ... against class 0, in the units of the features as they came.
 * @throws InvalidArgumentError if a class has no example.
 */
export function fitLogisticRegression(
  { features, classes, classCount }: LogisticExamples,
  { ridge = 1 }: { ridge?: number } = {},
): ClassWeights[] {
  for (let label = 0; label < classCount; label++)
    if (!classes.includes(label))
      throw new InvalidArgumentError(
        `Expected examples of all ${classCount} classes, received none of class ${label}.`,
      );
  const { means, deviations, rows } = standardise(features);
  const [size, against] = [means.length + 1, classCount - 1];
  const penalty = (index: number) => (index % size === 0 ? 0 : ridge);
  let weights: number[] = new Array(size * against).fill(0);
  // Newton's steps square the error; the penalty makes the problem strictly convex even where classes can be separated.
  for (let step = 0; step < 50; step++) {
    const gradient = weights.map((weight, index) => penalty(index) * weight);
    const hessian = weights.map((_, row) => weights.map((_, column) => (row === column ? penalty(row) + 1e-9 : 0)));
    for (const [example, row] of rows.entries()) {
      const probabilities = classProbabilities(row, weights, against);
      for (let one = 0; one < against; one++) {
        const error = probabilities[one]! - (classes[example] === one + 1 ? 1 : 0);
        for (let i = 0; i < size; i++) {
          gradient[one * size + i]! += error * row[i]!;
          for (let other = 0; other < against; other++) {
            const curvature = probabilities[one]! * ((one === other ? 1 : 0) - probabilities[other]!) * row[i]!;
            for (let j = 0; j < size; j++) hessian[one * size + i]![other * size + j]! += curvature * row[j]!;
          }
        }
      }
    }
    const change = solve(hessian, gradient);
    weights = weights.map((weight, index) => weight - change[index]!);
    if (change.every((value) => Math.abs(value) < 1e-8)) break;
  }
  return Array.from({ length: against }, (_, one) => {
    const [bias, ...standardised] = weights.slice(one * size, (one + 1) * size);
    const scaled = standardised.map((weight, feature) => weight / deviations[feature]!);
    return {
      bias: bias! - scaled.reduce((sum, weight, feature) => sum + weight * means[feature]!, 0),
      weights: scaled,
    };
  });
}

/** Of class 1, 2, ...; class 0 has the rest. */
function classProbabilities(row: readonly number[], weights: readonly number[], against: number): number[] {
  const logits = Array.from({ length: against }, (_, one) =>
    row.reduce((sum, value, index) => sum + value * weights[one * row.length + index]!, 0),
  );
  const highest = Math.max(0, ...logits);
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - highest), Math.exp(-highest));
  return logits.map((logit) => Math.exp(logit - highest) / sum);
}

/** Rows with a leading 1 for the bias; a feature that never varies stays 0. */
function standardise(features: readonly (readonly number[])[]) {
  const count = features.length;
  const means = features[0]!.map((_, index) => features.reduce((sum, row) => sum + row[index]!, 0) / count);
  const deviations = means.map(
    (mean, index) => Math.sqrt(features.reduce((sum, row) => sum + (row[index]! - mean) ** 2, 0) / count) || 1,
  );
  const rows = features.map((row) => [1, ...row.map((value, index) => (value - means[index]!) / deviations[index]!)]);
  return { means, deviations, rows };
}

/** Gaussian elimination with pivots; both arguments are used up. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++)
      if (Math.abs(matrix[row]![column]!) > Math.abs(matrix[pivot]![column]!)) pivot = row;
    [matrix[column], matrix[pivot]] = [matrix[pivot]!, matrix[column]!];
    [right[column], right[pivot]] = [right[pivot]!, right[column]!];
    for (let row = column + 1; row < size; row++) {
      const factor = matrix[row]![column]! / matrix[column]![column]!;
      for (let index = column; index < size; index++) matrix[row]![index]! -= factor * matrix[column]![index]!;
      right[row]! -= factor * right[column]!;
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let index = row + 1; index < size; index++) right[row]! -= matrix[row]![index]! * right[index]!;
    right[row]! /= matrix[row]![row]!;
  }
  return right;
}
