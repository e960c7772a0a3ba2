import { parquetWriteBuffer } from "hyparquet-writer";
import type { AnalyzedFile } from "../engine/analyze-files";
import type { ListedPicture } from "./label-plan";

type Cell = string | number | object | null;
type ColumnType = "INT32" | "FLOAT" | "STRING" | "JSON";

/** Digits behind the point that mean something. */
const round = (value: number, digits: number) => Number(value.toFixed(digits));

/** A row of a part, by the names of the columns. */
export type LabelRow = Readonly<Record<keyof typeof columnTypes, Cell>>;

/**
 * The rows of a part as a Parquet file: `line` and `file` of the list, `error` (null where the picture was read), `faces` (how many were
 * found), then of the best face its box (pixels), score, age and interval (years), gender and probability; null where there is no
 * face; and in `others` the further faces, as JSON, where there are any.
 *
 * @param about - Written into the file, for whoever meets it alone.
 */
export function toParquet(rows: readonly LabelRow[], about: Readonly<Record<string, string>>): Uint8Array {
  const columns = Object.entries(columnTypes).map(([name, type]) => ({
    name,
    type,
    data: rows.map((row) => row[name as keyof typeof columnTypes]),
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

/** A picture with the face that is most prominent, or with the reason why it could not be read. */
export function toRow({ line, file }: ListedPicture, answer: AnalyzedFile): LabelRow {
  const empty = Object.fromEntries(Object.keys(columnTypes).map((name) => [name, null])) as Record<
    keyof typeof columnTypes,
    Cell
  >;
  if ("error" in answer) return { ...empty, line, file, error: answer.error.message };
  const [best, ...others] = answer.faces.map(toFace);
  return {
    ...empty,
    line,
    file,
    faces: answer.faces.length,
    ...(best ?? {}),
    ...(others.length > 0 ? { others } : {}),
  };
}

type Face = Extract<AnalyzedFile, { image: unknown }>["faces"][number];

function toFace({ box, score, age, ageInterval, gender, genderProbability }: Face) {
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
  };
}
