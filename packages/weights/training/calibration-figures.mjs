// What fitting and showing a calibration share.
import { tellOutside } from "@fagr/core/network";
import { agePlaceOf, summaryOf } from "@fagr/evaluation";

/** The network's own probabilities and their summary, from the answer of a model without calibration. */
export function probabilitiesOf(prediction) {
  return { prediction, ...summaryOf(prediction) };
}

/** Tells where a face's age or age band lies: "younger", "within" or "older"; null where it is not known or the band reaches over. */
export function toPlaceOf({ minimum, maximum }) {
  return (face) => agePlaceOf(face, [minimum, maximum]);
}

/** Shares that are called younger and older, as text. */
export function calledOutside(group, fitted) {
  const told = group.map(({ summary }) => tellOutside(summary, fitted).outsideAgeRange);
  return ["younger", "older"].map((place) => percent(mean(told.map((answer) => (answer[place] > 0.5 ? 1 : 0)))));
}

/** What `measureDetection` found, as cells of a table. */
export function figures({ positives, negatives, areaUnderCurve, hitRate, aboveHalf }) {
  const rates = [hitRate, aboveHalf.positives, aboveHalf.negatives].map(percent);
  return [positives, negatives, areaUnderCurve.toFixed(3), ...rates];
}

/** Over ten bins of a tenth. */
export function calibrationError(probabilities, truths) {
  const bins = Array.from({ length: 10 }, () => ({ stated: 0, true: 0 }));
  for (const [index, probability] of probabilities.entries()) {
    const bin = bins[Math.min(Math.floor(probability * 10), 9)];
    bin.stated += probability;
    bin.true += truths[index] ? 1 : 0;
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.stated - bin.true), 0) / probabilities.length;
}

export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function percent(share) {
  return `${(100 * share).toFixed(1)} %`;
}
