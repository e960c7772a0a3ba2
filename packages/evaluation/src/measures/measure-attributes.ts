import { createRandom } from "@fagr/core/sampling";
import type { BootstrapOptions } from "./bootstrap";
import { type Estimate, percentileInterval } from "./estimate";
import type { FaceRecord } from "./face-record";

/** How well one label of an attribute is recognised; each 0..1, null where it would divide by zero. */
export interface LabelMeasurement {
  /** Faces that have this label. */
  readonly count: number;
  /** Of the faces with this label, how many were recognised. */
  readonly recall: number | null;
  /** Of the answers of this label, how many were right. */
  readonly precision: number | null;
}

/** An attribute such as glasses measured, over faces whose label is known and answered. */
export interface AttributeMeasurement {
  /** Those faces. */
  readonly count: number;
  /** Right answers of all, 0..1. */
  readonly accuracy: Estimate;
  /** Mean of the labels' recalls, 0..1: always answering the most frequent label does not raise it. */
  readonly balancedAccuracy: Estimate;
  /** By label, in alphabetical order. */
  readonly labels: Readonly<Record<string, LabelMeasurement>>;
}

/** A face's known and answered label. */
type Pair = readonly [known: string, answered: string];

/** Measures every attribute that the records know and the model answered, by name; intervals as those of the other figures. */
export function measureAttributes(
  records: readonly FaceRecord[],
  options: Required<BootstrapOptions>,
): Record<string, AttributeMeasurement> {
  const pairs = new Map<string, Pair[]>();
  for (const { attributes = {}, prediction } of records)
    for (const [name, known] of Object.entries(attributes)) {
      const answered = prediction.attributes?.[name]?.label;
      if (answered !== undefined) pairs.set(name, [...(pairs.get(name) ?? []), [known, answered]]);
    }
  return Object.fromEntries([...pairs].map(([name, own]) => [name, measure(own, options)]));
}

function measure(pairs: readonly Pair[], { resamples, confidence, seed }: Required<BootstrapOptions>) {
  const labels = [...new Set(pairs.flat())].sort();
  const known = new Set(pairs.map(([label]) => label));
  const [accuracy, balanced] = [new Float64Array(resamples), new Float64Array(resamples)];
  const random = createRandom(seed);
  for (let round = 0; round < resamples; round++) {
    const drawn = pairs.map(() => pairs[(random() * pairs.length) | 0]!);
    accuracy[round] = shareOfRight(drawn);
    balanced[round] = meanRecall(drawn, known);
  }
  const estimate = (value: number, resampled: Float64Array): Estimate => ({
    value,
    // A single face always draws itself, which looks like certainty.
    interval: pairs.length > 1 ? percentileInterval(resampled, confidence) : null,
  });
  return {
    count: pairs.length,
    accuracy: estimate(shareOfRight(pairs), accuracy),
    balancedAccuracy: estimate(meanRecall(pairs, known), balanced),
    labels: Object.fromEntries(labels.map((label) => [label, measureLabel(pairs, label)])),
  };
}

const isRight = ([known, answered]: Pair) => known === answered;
const shareOfRight = (pairs: readonly Pair[]) => pairs.filter(isRight).length / pairs.length;

function meanRecall(pairs: readonly Pair[], labels: ReadonlySet<string>): number {
  const recalls = [...labels].map((label) => shareOfRight(pairs.filter(([known]) => known === label)));
  // A resample may lack a label: it has no such figure.
  return recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
}

function measureLabel(pairs: readonly Pair[], label: string): LabelMeasurement {
  const own = pairs.filter(([known]) => known === label);
  const answers = pairs.filter(([, answered]) => answered === label);
  return {
    count: own.length,
    recall: own.length > 0 ? shareOfRight(own) : null,
    precision: answers.length > 0 ? shareOfRight(answers) : null,
  };
}
