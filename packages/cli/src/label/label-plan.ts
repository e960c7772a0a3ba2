import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { mkdir, open, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DataError, InvalidArgumentError } from "@fagr/core";
import { readTextFile, writeWholeFile } from "@fagr/core/files";

/** Everything that determines the rows: another value of any field would give other rows for the same pictures. */
export interface LabelSettings {
  readonly model: string;
  readonly detector: string;
  readonly interval: number;
}

/** The work on a list of pictures, cut into parts; `plan.json` in the folder of the parts. */
export interface LabelPlan {
  readonly format: "fagr-labels/1";
  readonly list: {
    /** Size of the list, bytes. */
    readonly bytes: number;
    /** SHA-256 of its first megabyte: the same list on another machine may have another path. */
    readonly head: string;
    readonly lines: number;
  };
  /** Lines of the list in a part; the last part may have fewer. */
  readonly partSize: number;
  /** Byte of the list at which each part begins: a worker reads its own lines alone. */
  readonly offsets: readonly number[];
  readonly settings: LabelSettings;
}

const planFile = "plan.json";
const headBytes = 1 << 20;
/** The names of a part are in memory together. */
const mostPartBytes = 2 ** 28;

/** How the work is divided. */
export interface PlanOptions {
  readonly list: string;
  readonly out: string;
  readonly partSize: number;
  readonly settings: LabelSettings;
}

/**
 * Opens the plan of a folder, or makes it: one pass through the list. Several processes may do so at once; all make the same.
 *
 * @throws DataError if the list cannot be read or is empty; InvalidArgumentError if the folder holds parts of another list or with other settings, saying what differs.
 */
export async function openPlan({ list, out, partSize, settings }: PlanOptions): Promise<LabelPlan> {
  const place = join(out, planFile);
  const text = existsSync(place) ? await readTextFile(place).catch(() => "") : undefined;
  if (text !== undefined) {
    const plan = parsePlan(text, place);
    await checkPlan(plan, { list, out, partSize, settings });
    return plan;
  }
  const plan = await makePlan({ list, out, partSize, settings });
  await mkdir(dirname(place), { recursive: true });
  await writeWholeFile(place, `${JSON.stringify(plan)}\n`);
  return plan;
}

/** @throws DataError for a file that is no plan, or one whose parts are not those of its list. */
function parsePlan(text: string, place: string): LabelPlan {
  let plan: Partial<LabelPlan> | null = null;
  try {
    plan = JSON.parse(text);
  } catch {
    // Told below.
  }
  const { format, list, partSize, offsets, settings } = plan ?? {};
  const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
  const isPlan =
    format === "fagr-labels/1" &&
    [list?.bytes, list?.lines].every(isWhole) &&
    isWhole(partSize) &&
    Array.isArray(offsets) &&
    offsets.length === Math.ceil(list!.lines / partSize) &&
    offsets.every((start, part) => isWhole(start) && start >= (offsets[part - 1] ?? 0) && start <= list!.bytes) &&
    typeof settings === "object" &&
    settings !== null;
  if (isPlan) return plan as LabelPlan;
  throw new DataError(
    place,
    `Expected the plan of a list of pictures at ${place}, received another kind of file or a damaged one. Delete it and run the same command again: this makes a new plan and keeps the finished parts.`,
  );
}

async function makePlan({ list, partSize, settings }: PlanOptions): Promise<LabelPlan> {
  const offsets: number[] = [];
  let lines = 0;
  let position = 0;
  let isLineStart = true;
  await checkIsFile(list);
  try {
    for await (const chunk of createReadStream(list, { highWaterMark: 1 << 20 })) {
      const bytes = chunk as Buffer;
      for (let index = 0; index < bytes.length; ) {
        if (isLineStart) {
          if (lines % partSize === 0) offsets.push(position + index);
          lines++;
        }
        const end = bytes.indexOf(10, index);
        isLineStart = end >= 0;
        index = end < 0 ? bytes.length : end + 1;
      }
      position += bytes.length;
    }
  } catch (cause) {
    throw listError(list, cause);
  }
  if (lines === 0)
    throw new DataError(list, `Expected the names of pictures in ${list}, one per line, but it is empty.`);
  const head = await headOf(list);
  return { format: "fagr-labels/1", list: { bytes: position, head, lines }, partSize, offsets, settings };
}

async function checkPlan(plan: LabelPlan, { list, out, partSize, settings }: PlanOptions): Promise<void> {
  const size = await stat(list).catch((cause) => {
    throw listError(list, cause);
  });
  const expected = { bytes: plan.list.bytes, head: plan.list.head, partSize: plan.partSize, ...plan.settings };
  const received = { bytes: size.size, head: await headOf(list), partSize, ...settings };
  for (const [name, value] of Object.entries(expected)) {
    const now = received[name as keyof typeof received];
    if (now !== value)
      throw new InvalidArgumentError(
        `${out} holds parts of another labelling: ${name} was ${value}, now it is ${now}. Use another folder, or the settings that the other labelling started with.`,
      );
  }
}

/** A device or a pipe may never end. */
async function checkIsFile(list: string): Promise<void> {
  const status = await stat(list).catch((cause) => {
    throw listError(list, cause);
  });
  if (!status.isFile())
    throw listError(
      list,
      new Error("it is not a regular file; parts of it are read again later, so write the names to a file"),
    );
}

async function headOf(list: string): Promise<string> {
  const file = await open(list);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return createHash("sha256").update(buffer.subarray(0, bytesRead)).digest("hex");
  } finally {
    await file.close();
  }
}

/** A picture of the list. */
export interface ListedPicture {
  /** Its line in the list, from 1. */
  readonly line: number;
  /** As the list has it. */
  readonly file: string;
}

/** The pictures of a part: lines that are not blank. */
export async function readPart(list: string, plan: LabelPlan, part: number): Promise<ListedPicture[]> {
  const start = plan.offsets[part]!;
  const end = plan.offsets[part + 1] ?? plan.list.bytes;
  if (end - start > mostPartBytes)
    throw new DataError(
      list,
      `Expected at most ${mostPartBytes} bytes of names in part ${part} of ${list}, received ${end - start}. Check that each line is the name of a picture, or make the parts smaller (--part-size).`,
    );
  const file = await open(list);
  try {
    const { buffer } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
    const lines = buffer.toString("utf8").split("\n");
    if (lines.at(-1) === "") lines.pop();
    return lines.flatMap((text, index) => {
      const name = text.replace(/\r$/, "").replace(/^\uFEFF/, "");
      return name.trim() === "" ? [] : [{ line: part * plan.partSize + index + 1, file: name }];
    });
  } finally {
    await file.close();
  }
}

function listError(list: string, cause: unknown): DataError {
  return new DataError(
    list,
    `Expected a list of pictures at ${list}, one name per line, but it cannot be read: ${(cause as Error).message}.`,
    { cause },
  );
}
