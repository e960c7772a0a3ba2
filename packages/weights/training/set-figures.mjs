// Figures of one data set's answers: `{ age, ageBand, gender, answer }` a face, gender 0 female, 1 male.

/** Everything that is told of a set; NaN or null where its labels do not say. */
export function summariseSet(faces, { minimum, maximum }) {
  const gendered = faces.filter(({ gender }) => gender !== null);
  const female = ({ answer }) => answer.gender === "female";
  const women = gendered.filter(({ gender }) => gender === 0);
  const calledWomen = gendered.filter(female);
  const found = women.filter(female).length;
  const aged = faces.filter(({ age }) => age !== null && age >= minimum && age <= maximum);
  const old = aged.filter(({ age }) => age >= 54 && age <= 65);
  // Bands of which the model knows a part; of children's a model for grown-ups knows nothing.
  const banded = faces.filter(
    ({ age, ageBand }) => age === null && ageBand && ageBand[0] >= minimum && ageBand[0] <= maximum,
  );
  const within = (margin) =>
    share(
      banded,
      ({ answer, ageBand }) => answer.age >= ageBand[0] - 0.5 - margin && answer.age <= ageBand[1] + 0.5 + margin,
    );
  const counts = countBins(
    faces.map(({ answer }) => answer.age),
    24,
    60,
  );
  return {
    faces: faces.length,
    gender: share(gendered, (face) => female(face) === (face.gender === 0)),
    womenRecall: women.length > 0 ? found / women.length : null,
    womenF1: women.length > 0 ? (2 * found) / (women.length + calledWomen.length) : null,
    mae: mean(aged.map(({ age, answer }) => Math.abs(answer.age - age))),
    bias: mean(aged.map(({ age, answer }) => answer.age - age)),
    biasOfOld: mean(old.map(({ age, answer }) => answer.age - age)),
    inBand: within(0),
    nearBand: within(3),
    covered: share(aged, ({ age, answer }) => age >= answer.ageInterval[0] && age <= answer.ageInterval[1]),
    middle: share(faces, ({ answer }) => answer.age >= 31.5 && answer.age < 47.5),
    fullestBin: Math.max(...counts) / faces.length,
  };
}

/** Shares of the faces by predicted and, where known, by labelled age, bins of three years from the youngest class on. */
export function histogramOf(faces, { minimum, maximum }) {
  const toShares = (ages) => countBins(ages, minimum, maximum + 1).map((count) => count / ages.length);
  const labelled = faces.flatMap(({ age }) => (age !== null && age >= minimum && age <= maximum ? [age] : []));
  return {
    predicted: toShares(faces.map(({ answer }) => answer.age)),
    labelled: labelled.length > 0 ? toShares(labelled) : null,
  };
}

function countBins(ages, from, to) {
  const counts = new Array(Math.ceil((to - from) / 3)).fill(0);
  for (const age of ages) {
    const bin = Math.floor((Math.round(age) - from) / 3);
    if (bin >= 0 && bin < counts.length) counts[bin]++;
  }
  return counts;
}

const mean = (numbers) => (numbers.length > 0 ? numbers.reduce((sum, value) => sum + value, 0) / numbers.length : null);
const share = (all, test) => (all.length > 0 ? all.filter(test).length / all.length : null);
