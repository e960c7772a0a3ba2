import { applyTemperature } from "@fagr/core/network";

/** Probabilities of one face's labels, as the network gives them, and which label is right. */
export interface LabelledAnswer {
  readonly probabilities: Float32Array;
  /** Index of the right label. */
  readonly label: number;
}

/** Mean negative log-likelihood of the right labels, when the probabilities are tempered; NaN without answers. */
export function logLossAt(answers: readonly LabelledAnswer[], temperature: number): number {
  const losses = answers.map(
    ({ probabilities, label }) => -Math.log(Math.max(applyTemperature(probabilities, temperature)[label]!, 1e-7)),
  );
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

/** The temperature of least log-loss (Guo et al. 2017), from 0.25 to 4. */
export function fitTemperature(answers: readonly LabelledAnswer[]): number {
  const temperatures = Array.from({ length: 161 }, (_, index) => 0.25 * 16 ** (index / 160));
  const losses = temperatures.map((temperature) => logLossAt(answers, temperature));
  const best = temperatures[losses.indexOf(Math.min(...losses))]!;
  return Math.round(best * 1000) / 1000;
}
