// What goes to the terminal or a file: lines, CSV, JSON, tables and progress. Control characters of file names are escaped.
import type { AgeGenderPrediction } from "@fagr/core";
import type { Task } from "@fagr/core/network";
import type { AnalyzedFile } from "../engine/analyze-files";
import { type AttributeColumns, attributeColumns } from "./attribute-columns";
import { escapeControls } from "./escape-controls";
import { percent } from "./numbers";

/** A picture that was answered. */
export type AnsweredFile = Extract<AnalyzedFile, { image: unknown }>;

/** What is said of each face, and how exactly. */
export interface FaceOutputOptions {
  /** The ages that the model knows. */
  readonly ages: { readonly minimum: number; readonly maximum: number };
  /** What the model has learned to tell. */
  readonly tasks: readonly Task[];
  /** Further attributes that it tells, such as `glasses`, by name. */
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
  /** Leaves the other guess and further attributes out. */
  readonly only?: "age" | "gender" | undefined;
  /** The age whose probability was asked for. */
  readonly atLeast?: number | undefined;
  /** Numbers as they were calculated. Otherwise no digit is given that means nothing. */
  readonly fullPrecision?: boolean | undefined;
}

/** Digits behind the point that mean something: of pixels, years and probabilities. */
const digits = { pixels: 1, years: 2, probability: 4 };

const tells = (task: Task, { tasks, only = task }: FaceOutputOptions) => tasks.includes(task) && only === task;

/** One answer as an object for JSON. */
export function toJsonObject({ file, image, faces }: AnsweredFile, options: FaceOutputOptions): object {
  const { pixels, years, probability } = rounding(options);
  return {
    file,
    width: image.width,
    height: image.height,
    faces: faces.map((face) => ({
      box: {
        x: pixels(face.box.x),
        y: pixels(face.box.y),
        width: pixels(face.box.width),
        height: pixels(face.box.height),
      },
      score: probability(face.score),
      ...(tells("age", options) ? { age: years(face.age), ageInterval: face.ageInterval.map(years) } : {}),
      ...(tells("gender", options)
        ? { gender: face.gender, genderProbability: probability(face.genderProbability) }
        : {}),
      ...(face.attributes && options.only === undefined
        ? {
            attributes: Object.fromEntries(
              Object.entries(face.attributes).map(([name, { label, probability: of }]) => [
                name,
                { label, probability: probability(of) },
              ]),
            ),
          }
        : {}),
      ...(options.only !== "gender" && face.outsideAgeRange
        ? {
            outsideAgeRange: {
              younger: probability(face.outsideAgeRange.younger),
              older: probability(face.outsideAgeRange.older),
            },
          }
        : {}),
      ...(face.noFaceProbability === undefined ? {} : { noFaceProbability: probability(face.noFaceProbability) }),
      ...(face.probabilityAtLeast === undefined ? {} : { probabilityAtLeast: probability(face.probabilityAtLeast) }),
    })),
  };
}

/** Lines for people, one a face. */
export function toLines({ file: name, faces }: AnsweredFile, options: FaceOutputOptions): string[] {
  const file = escapeControls(name);
  if (faces.length === 0) return [`${file}: no face found`];
  return faces.map((face) => {
    const { box, age, ageInterval, gender, genderProbability } = face;
    const [x, y, width, height] = [box.x, box.y, box.width, box.height].map(Math.round);
    const guess = [
      ...(tells("age", options) ? [`${Math.round(age)} years (${ageInterval.map(Math.round).join("-")})`] : []),
      ...(tells("gender", options) ? [`${gender} ${percent(genderProbability)}`] : []),
      ...Object.entries((options.only === undefined && face.attributes) || {}).map(
        ([name, { label, probability }]) => `${name} ${label} ${percent(probability)}`,
      ),
      ...(face.probabilityAtLeast === undefined
        ? []
        : [`at least ${options.atLeast}: ${percent(face.probabilityAtLeast)}`]),
      ...describeOutside(face, options),
    ];
    return `${file}: ${guess.join(", ")}, box ${width}x${height} at ${x},${y}`;
  });
}

const guessColumns = [
  ...["file", "face", "x", "y", "width", "height", "score"],
  ...["age", "age_low", "age_high", "gender", "gender_probability"],
];
const lastColumns = ["younger", "older", "no_face", "at_least", "error"];

const columnsOf = ({ attributes }: FaceOutputOptions): AttributeColumns[] =>
  attributeColumns(attributes, [...guessColumns, ...lastColumns]);

function csvColumns(options: FaceOutputOptions): string[] {
  const further = columnsOf(options).flatMap(({ label, probability }) => [label, probability]);
  return [...guessColumns, ...further, ...lastColumns];
}

/**
 * The first line of a table of faces (RFC 4180). The columns are always the same for a model; what is not known or not asked for is empty. A model of further
 * attributes has two more for each.
 */
export function toCsvHeader(options: FaceOutputOptions): string {
  return csvColumns(options).join(",");
}

/** Lines of a table, one a face; one without a face's fields for a picture without faces, and for one that failed. */
export function toCsvLines(answer: AnalyzedFile, options: FaceOutputOptions): string[] {
  const columns = csvColumns(options);
  const line = (fields: Readonly<Record<string, string | number | undefined>>) =>
    columns.map((column) => csvField(fields[column])).join(",");
  if ("error" in answer) return [line({ file: answer.file, error: answer.error.message })];
  if (answer.faces.length === 0) return [line({ file: answer.file })];
  const { pixels, years, probability } = rounding(options);
  const maybe = (value: number | undefined) => (value === undefined ? undefined : probability(value));
  const attributeFields = (face: AgeGenderPrediction) =>
    columnsOf(options).flatMap((column) => {
      const answer = face.attributes?.[column.name];
      return answer
        ? [
            [column.label, answer.label],
            [column.probability, probability(answer.probability)],
          ]
        : [];
    });
  return answer.faces.map(({ box, ...face }, index) =>
    line({
      ...{ file: answer.file, face: index + 1, score: probability(face.score) },
      ...{ x: pixels(box.x), y: pixels(box.y), width: pixels(box.width), height: pixels(box.height) },
      ...(tells("age", options) && {
        age: years(face.age),
        age_low: years(face.ageInterval[0]),
        age_high: years(face.ageInterval[1]),
        younger: maybe(face.outsideAgeRange?.younger),
        older: maybe(face.outsideAgeRange?.older),
      }),
      ...(tells("gender", options) && {
        gender: face.gender,
        gender_probability: probability(face.genderProbability),
      }),
      ...(options.only === undefined && Object.fromEntries(attributeFields(face))),
      no_face: maybe(face.noFaceProbability),
      at_least: maybe(face.probabilityAtLeast),
    }),
  );
}

function csvField(value: string | number | undefined): string {
  const text = String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function rounding({ fullPrecision = false }: FaceOutputOptions) {
  const round = (places: number) => (value: number) => (fullPrecision ? value : Number(value.toFixed(places)));
  return { pixels: round(digits.pixels), years: round(digits.years), probability: round(digits.probability) };
}

/** What is more likely than not about a face that the model does not know. */
function describeOutside(face: AgeGenderPrediction, { ages, only }: FaceOutputOptions): string[] {
  const { outsideAgeRange: { younger = 0, older = 0 } = {}, noFaceProbability = 0 } = face;
  return [
    ...(younger > 0.5 && only !== "gender" ? [`younger than ${ages.minimum} (${percent(younger)})`] : []),
    ...(older > 0.5 && only !== "gender" ? [`older than ${ages.maximum} (${percent(older)})`] : []),
    ...(noFaceProbability > 0.5 ? [`no face (${percent(noFaceProbability)})`] : []),
  ];
}
