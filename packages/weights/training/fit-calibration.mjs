// Fits the calibration of a manifest and prints how honest it is: every figure about faces outside is cross-validated, 5 folds
// 3 times, so that no case is answered by a fit that saw it.
import { tellOutside } from "@fagr/core/network";
import {
  crossValidate,
  fitAgeRange,
  fitCalibration,
  fitNoFace,
  genderCalibrationError,
  intervalCoverage,
  measureDetection,
  toCalibrationData,
} from "@fagr/evaluation";
import { calibrationError, calledOutside, figures, mean, percent, toPlaceOf } from "./calibration-figures.mjs";
import { toMarkdown } from "./validation.mjs";

/** Fits the temperatures of age and gender on all faces of known age, and prints how honest they make the doubt, set by set. */
export function fitDoubt(faces, { minimum, maximum }) {
  const placeOf = toPlaceOf({ minimum, maximum });
  const toData = (group) => toCalibrationData(group, [minimum, maximum]);
  const within = faces.filter((face) => face.age !== null && placeOf(face) === "within");
  const fitted = fitCalibration(toData(within));
  /** @type {(group: any[], calibration: import("@fagr/core/network").Calibration) => any[]} */
  const cover = (group, { ageTemperature: temperature, ageTemperatureSlope: slope, ageReach: reach }) =>
    [0.5, 0.8, 0.95].map((probability) =>
      percent(intervalCoverage(toData(group), { temperature, slope, reach, probability })),
    );
  const byAge = [
    [minimum, maximum],
    ...(minimum < 18
      ? [
          [0, 5],
          [6, 12],
          [13, 17],
        ]
      : []),
    ...[
      [18, 29],
      [30, 41],
      [42, 53],
      [54, 65],
    ],
    ...(maximum > 65 ? [[66, 100]] : []),
  ].map(([low, high]) => [`known age ${low} to ${high}`, within.filter(({ age }) => age >= low && age <= high)]);
  const bySet = [...new Set(within.map(({ source }) => source))].map((name) => [
    name,
    within.filter(({ source }) => source === name),
  ]);
  const answered = [...within].sort((one, other) => one.summary.meanAge - other.summary.meanAge);
  const byAnswer = [0, 1, 2, 3, 4].map((fifth) => {
    const [from, to] = [fifth, fifth + 1].map((edge) => Math.floor((edge * answered.length) / 5));
    const [low, high] = [from, to - 1].map((at) =>
      Math.round(minimum + answered[at].summary.meanAge * (maximum - minimum)),
    );
    return [`answered age ${low} to ${high}`, answered.slice(from, to)];
  });
  console.log(
    `Age temperature ${fitted.ageTemperature}, slope ${fitted.ageTemperatureSlope}; reach above the answer ${fitted.ageReach?.above}, slope ${fitted.ageReach?.slope}; share of labelled ages inside the intervals, all sets:\n`,
  );
  console.log(
    toMarkdown(
      ["years", "faces", "50 %", "80 %", "95 %", "without reach 80 %", "as trained 80 %"],
      [...byAge, ...bySet, ...byAnswer].map(([name, group]) => [
        name,
        group.length,
        ...cover(group, fitted),
        cover(group, { ...fitted, ageReach: undefined })[1],
        cover(group, { ageTemperature: 1, genderTemperature: 1 })[1],
      ]),
    ),
  );
  const known = faces.filter(({ age, gender }) => gender !== null && (age === null || placeOf({ age }) === "within"));
  const sources = ["all", ...new Set(known.map(({ source }) => source))];
  console.log(`\nGender temperature ${fitted.genderTemperature}; expected calibration error of the probability:\n`);
  console.log(
    toMarkdown(
      ["faces of", "faces", "as trained", "calibrated"],
      sources.map((name) => {
        const group = toData(known.filter(({ source }) => name === "all" || source === name));
        const errors = [1, fitted.genderTemperature].map((at) => genderCalibrationError(group, at).toFixed(3));
        return [name, group.ages.length, ...errors];
      }),
    ),
  );
  return fitted;
}

/** With fewer faces outside the ages than these, nothing is fitted to tell them. */
const fewestOutside = 30;

/** Fits what tells faces outside the ages on faces of known age or age band, and crops without a face on all. */
export function fitOutside(faces, patches, { minimum, maximum }) {
  const placeOf = toPlaceOf({ minimum, maximum });
  const known = faces.filter((face) => placeOf(face) !== null);
  const placed = known.map((face) => ({
    age: face.age,
    summary: face.summary,
    source: face.source,
    place: placeOf(face),
  }));
  const hasOutside = ["younger", "older"].every(
    (place) => placed.filter((face) => face.place === place).length >= fewestOutside,
  );
  const told = hasOutside
    ? crossValidate(placed, (training) => {
        const ageRange = fitAgeRange(training);
        return ({ summary }) => tellOutside(summary, { ageRange }).outsideAgeRange;
      })
    : [];
  const crops = [...faces.map(({ summary }) => ({ summary, face: true })), ...patches];
  const toldFaces = crossValidate(crops, (training) => {
    const noFace = fitNoFace(training);
    return ({ summary }) => /** @type {any} */ (tellOutside(summary, { noFace }));
  });
  const against = (place) => {
    const chosen = placed.flatMap((face, index) => (face.place === place || face.place === "within" ? [index] : []));
    return measureDetection(
      chosen.map((index) => told[index][place]),
      chosen.map((index) => placed[index].place === place),
    );
  };
  console.log("\nFaces outside the age range, cross-validated, at the shares that the calibration assumes:\n");
  console.log(
    toMarkdown(
      ["found", "against", "cases", "others", "AUC", "hits at 5 % false alarms", "hits > 0.5", "false alarms > 0.5"],
      [
        ...(hasOutside
          ? [
              [`younger than ${minimum}`, "faces within", ...figures(against("younger"))],
              [`older than ${maximum}`, "faces within", ...figures(against("older"))],
            ]
          : []),
        [
          "no face",
          "all faces",
          ...figures(
            measureDetection(
              toldFaces.map(({ noFaceProbability }) => noFaceProbability),
              crops.map(({ face }) => !face),
            ),
          ),
        ],
      ],
    ),
  );
  if (!hasOutside) return { noFace: fitNoFace(crops) };
  const bands = [0, 3, 6, 10, 14, minimum, 21, 24, 30, 54, 60, maximum + 1, 71, 80, 120];
  console.log("\n");
  console.log(
    toMarkdown(
      ["years", "faces", "mean age answered", "younger > 0.5", "older > 0.5", "no face > 0.5"],
      bands.slice(0, -1).map((low, index) => {
        const high = bands[index + 1] - 1;
        const chosen = placed.flatMap(({ age }, place) => (age !== null && age >= low && age <= high ? [place] : []));
        const share = (test) => percent(chosen.filter(test).length / chosen.length);
        return [
          `${low} to ${high}`,
          chosen.length,
          mean(chosen.map((place) => minimum + placed[place].summary.meanAge * (maximum - minimum))).toFixed(1),
          share((place) => told[place].younger > 0.5),
          share((place) => told[place].older > 0.5),
          share((place) => toldFaces[faces.indexOf(known[place])].noFaceProbability > 0.5),
        ];
      }),
    ),
  );
  // The data's own shares, at which a probability can be held against what came true.
  const shares = {
    younger: placed.filter(({ place }) => place === "younger").length / placed.length,
    older: placed.filter(({ place }) => place === "older").length / placed.length,
  };
  for (const place of ["younger", "older"])
    console.log(
      `\nCalibration error of "${place}", at the shares of the validation split itself: ${calibrationError(
        crossValidate(placed, (training) => {
          const ageRange = fitAgeRange(training, { shares });
          return ({ summary }) => tellOutside(summary, { ageRange }).outsideAgeRange;
        }).map((answer) => answer[place]),
        placed.map((face) => face.place === place),
      ).toFixed(3)}`,
    );
  const fitted = { ageRange: fitAgeRange(placed), noFace: fitNoFace(crops) };
  console.log("\nFaces within the age range or of unknown age that are taken for outside (> 0.5), by data set:\n");
  const others = faces.filter((face) => (face.age === null && !face.ageBand) || placeOf(face) === "within");
  console.log(
    toMarkdown(
      ["faces of", "faces", "younger", "older"],
      [...new Set(others.map(({ source }) => source))].map((name) => {
        const group = others.filter(({ source }) => source === name);
        return [name, group.length, ...calledOutside(group, fitted)];
      }),
    ),
  );
  return fitted;
}
