import { parquetWriteBuffer } from "hyparquet-writer";
import type { AnalyzedFile } from "../engine/analyze-files";
import { attributeColumns } from "../output/attribute-columns";
import type { ListedPicture } from "./label-plan";

type Cell = string | number | object | null;
type ColumnType = "INT32" | "FLOAT" | "STRING" | "JSON";

/** Digits behind the point that mean something. */
const round = (value: number, digits: number) => Number(value.toFixed(digits));

/** A row of a part, by the names of the columns. What is not there is null. */
export type LabelRow = Readonly<Record<string, Cell>>;

/** A model's further attributes, by name. */
type Attributes = Readonly<Record<string, unknown>> | undefined;

const columnTypes = {
  line: "INT32",
  file: "STRING",
  error: "STRING",
  faces: "INT32",
  x: "FLOAT",
  y: "FLOAT",
  width: "FLOAT",
  height: "FLOAT",
  score: "FLOAT",
  age: "FLOAT",
  age_lowest: "FLOAT",
  age_highest: "FLOAT",
  gender: "STRING",
  gender_probability: "FLOAT",
  others: "JSON",
} as const satisfies Record<string, ColumnType>;

const columnsOf = (attributes: Attributes) => attributeColumns(attributes, Object.keys(columnTypes));

/**
 * The rows of a part as a Parquet file: `line` and `file` of the list, `error` (null where the picture was read), `faces` (how many were
 * found), then of the best face its box (pixels), score, age and interval (years), gender and probability, and label and probability of the model's further
 * attributes; null where there is no face; and in `others` the further faces, as JSON, where there are any.
 *
 * @param about - Written into the file, for whoever meets it alone.
 */
export function toParquet(
  rows: readonly LabelRow[],
  { attributes, about }: { readonly attributes: Attributes; readonly about: Readonly<Record<string, string>> },
): Uint8Array {
  const { others, ...own } = columnTypes;
  const further = columnsOf(attributes).flatMap(({ label, probability }): [string, ColumnType][] => [
    [label, "STRING"],
    [probability, "FLOAT"],
  ]);
  const columns = [...Object.entries(own), ...further, ["others", others] as const].map(([name, type]) => ({
    name,
    type,
    data: rows.map((row) => row[name] ?? null),
    nullable: name !== "line" && name !== "file",
  }));
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: columns,
      createdBy: "fagr",
      kvMetadata: Object.entries(about).map(([key, value]) => ({ key, value })),
    }),
  );
}

/** A picture with the face that is most prominent, or with the reason why it could not be read. */
export function toRow({ line, file }: ListedPicture, answer: AnalyzedFile, attributes: Attributes): LabelRow {
  if ("error" in answer) return { line, file, error: answer.error.message };
  const [best, ...others] = answer.faces.map((face) => toFace(face, attributes));
  return { line, file, faces: answer.faces.length, ...best, ...(others.length > 0 ? { others } : {}) };
}

type Face = Extract<AnalyzedFile, { image: unknown }>["faces"][number];

function toFace(face: Face, attributes: Attributes): Record<string, Cell> {
  const { box, score, age, ageInterval, gender, genderProbability } = face;
  const attributeCells = columnsOf(attributes).flatMap(({ name, label, probability }) => {
    const answer = face.attributes?.[name];
    return answer ? [[label, answer.label] as const, [probability, round(answer.probability, 4)] as const] : [];
  });
  return {
    x: round(box.x, 1),
    y: round(box.y, 1),
    width: round(box.width, 1),
    height: round(box.height, 1),
    score: round(score, 4),
    ...(age === undefined ? {} : { age: round(age, 2) }),
    ...(ageInterval === undefined
      ? {}
      : { age_lowest: round(ageInterval[0], 1), age_highest: round(ageInterval[1], 1) }),
    ...(gender === undefined ? {} : { gender, gender_probability: round(genderProbability!, 4) }),
    ...Object.fromEntries(attributeCells),
  };
}
