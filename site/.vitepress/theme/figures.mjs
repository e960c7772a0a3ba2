// What ModelFigures.vue shows of measured figures. Nothing here knows a number of its own.

/** The models by what people choose: their ages and how their numbers are stored. */
export const editionsOf = (all) =>
  [...all].sort((one, other) => one.ages[0] - other.ages[0] || one.model.localeCompare(other.model)).reverse();

export const nameOfModel = ({ ages, model }) =>
  `${ages[0]} to ${ages[1]} years, ${model.endsWith("-int8") ? "int8" : "float32"}${model === "age-gender-62-int8" ? ", what fagr loads" : ""}`;

export const nameOfAges = (ages) =>
  ages === null
    ? "all ages"
    : ages === "0-17"
      ? "under 18"
      : ages === "66-100"
        ? "66 and older"
        : ages.replace("-", " to ");

export const nameOfGender = (gender) => ({ female: "women", male: "men" })[gender] ?? "women and men";

/** The group of a set, or undefined where it has no such faces. */
export const groupOf = (set, ages, gender) =>
  set.groups.find((group) => group.ages === ages && group.gender === gender);

/** Groups of ages that some set of a model has, in their order. */
export const agesOf = ({ sets }) =>
  [...new Set(sets.flatMap(({ groups }) => groups.map(({ ages }) => ages)))].sort(
    (one, other) => start(one) - start(other),
  );
const start = (ages) => (ages === null ? -1 : Number(ages.split("-")[0]));

/** A share with Wilson's interval of 95 %; null where nothing was counted. */
export function shareOf(right, all) {
  if (all === 0) return null;
  const [z, share] = [1.96, right / all];
  const middle = (share + (z * z) / (2 * all)) / (1 + (z * z) / all);
  const half = (z / (1 + (z * z) / all)) * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all));
  return { value: share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** A mean with its interval of 95 %, from the deviation of what it is the mean of; null where nothing was counted. */
export function meanOf(value, deviation, count) {
  if (value === null) return null;
  const half = deviation === null ? null : (1.96 * deviation) / Math.sqrt(count);
  return { value, low: half === null ? null : Math.max(0, value - half), high: half === null ? null : value + half };
}

const percent = (share) => (100 * share).toFixed(1);
/** "95.2 % (94.1 to 96.0)", or a dash. */
export const sayShare = (share) =>
  share ? `${percent(share.value)} % (${percent(share.low)} to ${percent(share.high)})` : "–";
/** "5.0 years (4.8 to 5.2)", or a dash. */
export const sayYears = (mean) =>
  mean
    ? `${mean.value.toFixed(1)} years${mean.low === null ? "" : ` (${mean.low.toFixed(1)} to ${mean.high.toFixed(1)})`}`
    : "–";
/** "0.6 years too old", for an answer minus a label. */
export const sayBias = (bias) =>
  bias === null
    ? "–"
    : Math.abs(bias) < 0.05
      ? "none"
      : `${Math.abs(bias).toFixed(1)} years too ${bias > 0 ? "old" : "young"}`;

/** The cells of a group, as the page and its tables tell them. */
export function tellGroup({ faces, aged, ageError, ageErrorDeviation, bias, covered, gendered, genderRight }) {
  return {
    faces: faces.toLocaleString("en"),
    gender: sayShare(shareOf(genderRight, gendered)),
    ageError: sayYears(meanOf(ageError, ageErrorDeviation, aged)),
    bias: sayBias(bias),
    covered: sayShare(shareOf(covered, aged)),
  };
}

/** Bars of answers beside those of labels, as shares of their own sums. */
export function barsOf({ predicted, labelled }, { ages, yearsOfBar }) {
  const sum = (counts) => counts.reduce((total, count) => total + count, 0) || 1;
  const [answers, labels] = [sum(predicted), labelled ? sum(labelled) : 1];
  return predicted.map((count, bar) => ({
    from: ages[0] + bar * yearsOfBar,
    predicted: count / answers,
    labelled: labelled ? labelled[bar] / labels : null,
  }));
}
