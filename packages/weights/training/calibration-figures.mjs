// What fitting and showing a calibration share.
import { summariseAnswer, tellOutside } from "@fagr/core/network";

/** The network's own probabilities and their summary, from the answer of a model without calibration. */
export function probabilitiesOf({ ageDistribution, gender, genderProbability }) {
  const male = gender === "male" ? genderProbability : 1 - genderProbability;
  const genders = [1 - male, male];
  return { ageDistribution, genders, summary: summariseAnswer(ageDistribution, genders) };
}

/** What `fitCalibration` takes. */
export function toCalibrationData(group, minimumAge) {
  return {
    age: Float32Array.from(group.flatMap(({ ageDistribution }) => ageDistribution)),
    gender: Float32Array.from(group.flatMap(({ genders }) => genders)),
    ages: group.map(({ age }) => age),
    genders: group.map(({ gender }) => (gender === null ? null : gender === "male" ? 1 : 0)),
    minimumAge,
  };
}

/** Tells where a face's age or age band lies: "younger", "within" or "older"; null where it is not known or the band reaches over. */
export function toPlaceOf({ minimum, maximum }) {
  return ({ age, ageBand }) => {
    const [lowest, highest] = age === null ? (ageBand ?? []) : [age, age];
    if (lowest === undefined) return null;
    if (highest < minimum) return "younger";
    if (lowest > maximum) return "older";
    return lowest >= minimum && highest <= maximum ? "within" : null;
  };
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
