// Figures of faces by what their labels say: every group of ages with every gender. `{ age, gender, answer }` a face, gender 0 female, 1 male.

/** Three years a bar, as in the model card. */
export const yearsOfBar = 3;

const groups = [
  [0, 17],
  [18, 29],
  [30, 41],
  [42, 53],
  [54, 65],
  [66, 100],
];
const genders = { female: 0, male: 1 };

/**
 * One entry for all faces and for each group that has faces: how many, and sums that figures and their doubt follow from. A face without a label is in
 * no group of that label.
 *
 * @param {readonly any[]} faces
 * @param {{ minimum: number, maximum: number }} labels - The ages that the model knows; only faces of these have errors of ages.
 */
export function groupFigures(faces, labels) {
  const within = groups.filter(([from, to]) => from >= labels.minimum && to <= labels.maximum);
  const entries = [];
  for (const ages of [null, ...within])
    for (const gender of [null, ...Object.keys(genders)]) {
      const chosen = faces.filter(
        (face) =>
          (!ages || (face.age !== null && face.age >= ages[0] && face.age <= ages[1])) &&
          (!gender || face.gender === genders[gender]),
      );
      if (chosen.length > 0) entries.push({ ages: ages?.join("-") ?? null, gender, ...figuresOf(chosen, labels) });
    }
  return entries;
}

function figuresOf(faces, { minimum, maximum }) {
  const aged = faces.filter(({ age }) => age !== null && age >= minimum && age <= maximum);
  const errors = aged.map(({ age, answer }) => answer.age - age);
  const gendered = faces.filter(({ gender }) => gender !== null);
  const count = (list, test) => list.filter(test).length;
  const bars = (ages) => {
    const counts = new Array(Math.ceil((maximum + 1 - minimum) / yearsOfBar)).fill(0);
    for (const age of ages) {
      const bar = Math.floor((Math.round(age) - minimum) / yearsOfBar);
      if (bar >= 0 && bar < counts.length) counts[bar]++;
    }
    return counts;
  };
  return {
    faces: faces.length,
    aged: aged.length,
    ageError: mean(errors.map(Math.abs)),
    ageErrorDeviation: deviation(errors.map(Math.abs)),
    bias: mean(errors),
    covered: count(aged, ({ age, answer }) => age >= answer.ageInterval[0] && age <= answer.ageInterval[1]),
    gendered: gendered.length,
    genderRight: count(gendered, ({ gender, answer }) => gender === genders[answer.gender]),
    predicted: bars(faces.map(({ answer }) => answer.age)),
    labelled: aged.length > 0 ? bars(aged.map(({ age }) => age)) : null,
  };
}

const round = (value) => Math.round(value * 1000) / 1000;
const mean = (numbers) =>
  numbers.length > 0 ? round(numbers.reduce((sum, value) => sum + value, 0) / numbers.length) : null;

/** Standard deviation, of which the doubt about a mean follows. */
function deviation(numbers) {
  if (numbers.length < 2) return null;
  const middle = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  return round(Math.sqrt(numbers.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (numbers.length - 1)));
}
