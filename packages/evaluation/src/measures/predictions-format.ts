import { DataError } from "@fagr/core";
import * as v from "valibot";
import type { FaceRecord } from "./face-record";

/** Name and version of the format of predictions files. */
const predictionsFormat = "fagr-predictions/1";

/** The origin of predictions: everything that determines them belongs here. */
export interface PredictionsHeader {
  readonly model: {
    readonly name: string;
    readonly version?: string;
    /** Of the weights' file. */
    readonly sha256?: string;
    readonly [detail: string]: unknown;
  };
  readonly backend?: string;
  /** What found the faces; null where pictures are faces already. */
  readonly detector?: string | null;
  /** As `parseDataSetSpec` reads it, such as `utkface:data/utkface`. */
  readonly dataSet?: string;
  readonly [detail: string]: unknown;
}

const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const headerSchema = v.looseObject({
  format: v.literal(predictionsFormat),
  model: v.looseObject({ name: v.string(), version: v.optional(v.string()), sha256: v.optional(v.string()) }),
  backend: v.optional(v.string()),
  detector: v.optional(v.nullable(v.string())),
  dataSet: v.optional(v.string()),
});

const recordSchema = v.looseObject({
  file: v.string(),
  source: v.string(),
  age: v.nullable(v.number()),
  gender: v.nullable(v.picklist(["female", "male"])),
  groups: v.exactOptional(v.record(v.string(), v.string())),
  attributes: v.exactOptional(v.record(v.string(), v.string())),
  faceFound: v.boolean(),
  prediction: v.looseObject({
    age: v.exactOptional(v.number()),
    gender: v.exactOptional(v.picklist(["female", "male"])),
    genderProbability: v.exactOptional(probability),
    ageInterval: v.exactOptional(v.tuple([v.number(), v.number()])),
    ageDistribution: v.exactOptional(v.pipe(v.array(probability), v.minLength(1))),
    attributes: v.exactOptional(v.record(v.string(), v.looseObject({ label: v.string(), probability }))),
  }),
});

/** The first line of a file. */
export function formatHeader(header: PredictionsHeader): string {
  return `${JSON.stringify({ ...header, format: predictionsFormat })}\n`;
}

/** A line of a face, numbers rounded to six digits behind the point: finer than backends agree. */
export function formatRecord(record: FaceRecord): string {
  const round = (_key: string, value: unknown) => (typeof value === "number" ? Number(value.toFixed(6)) : value);
  return `${JSON.stringify(record, round)}\n`;
}

/** @throws DataError if the line is not a header. */
export function parseHeader(text: string, file: string): PredictionsHeader {
  const place = {
    file,
    line: 1,
    expected: `the header of a predictions file, { "format": "${predictionsFormat}", ... }`,
  };
  const { format: _, ...header } = parseLine(text, headerSchema, place);
  return header as PredictionsHeader;
}

/** @throws DataError if the line is not a record. */
export function parseRecord(text: string, { file, line }: { file: string; line: number }): FaceRecord {
  return parseLine(text, recordSchema, { file, line, expected: "a face and its prediction" }) as FaceRecord;
}

function parseLine<Schema extends v.GenericSchema>(
  text: string,
  schema: Schema,
  { file, line, expected }: { file: string; line: number; expected: string },
): v.InferOutput<Schema> {
  const advice = "Remove the line, or write the file again.";
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new DataError(
      file,
      `${file}, line ${line}: expected ${expected}, received text that is not JSON. ${advice}`,
      { cause },
    );
  }
  const { success, output, issues } = v.safeParse(schema, value);
  if (success) return output;
  const [issue] = issues;
  const where = v.getDotPath(issue);
  throw new DataError(
    file,
    `${file}, line ${line}: expected ${expected}${where ? `, with ${issue.expected} in ${where}` : ""}, received ${issue.received}. ${advice}`,
  );
}
