import { type FileHandle, open, readFile, rm, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { DataError } from "@fagr/core";
import { explainWriteFailure, WholeAppender, writeAll, writeWholeFile } from "@fagr/core/files";
import type { Refusal } from "./cut-face";
import { packedFiles } from "./manifest";

/** The outcome for a picture, without its pixels: a line of the journal. */
export type Outcome = { readonly sharpness: number; readonly reason?: undefined } | Refusal;

const journalFormat = "fagr-crops-journal/1";
const journalName = "unfinished.jsonl";
/** Pictures whose crops may be lost if the machine stops. */
const flushEvery = 64;

/**
 * A folder while it is being filled: `crops.bin` grows, and beside it a journal with a line for every picture that is done, in
 * their order. Crops reach the disk before their lines do, so however the process ends, the journal says how many crops are
 * complete. Only complete writes count; after a failed one nothing more is written.
 */
export class UnfinishedCrops {
  /** What is done, in the order of the pictures. */
  readonly outcomes: Outcome[];
  readonly #cropBytes: number;
  readonly #crops: FileHandle;
  readonly #cropsFile: string;
  readonly #journal: WholeAppender;
  #kept: number;
  #lines: string[] = [];
  #pixels: Uint8Array[] = [];
  #failure: { readonly error: unknown } | undefined;

  private constructor(
    files: { crops: FileHandle; cropsFile: string; journal: WholeAppender },
    { outcomes, cropBytes }: { outcomes: Outcome[]; cropBytes: number },
  ) {
    this.#crops = files.crops;
    this.#cropsFile = files.cropsFile;
    this.#journal = files.journal;
    this.#cropBytes = cropBytes;
    this.outcomes = outcomes;
    this.#kept = outcomes.filter(({ reason }) => !reason).length;
  }

  /**
   * Continues after a journal of the same inputs, or starts a new one.
   *
   * @throws DataError if the folder has unfinished crops of other inputs and must not be overwritten.
   */
  static async open(
    folder: string,
    { inputs, cropBytes, overwrite }: { inputs: string; cropBytes: number; overwrite: boolean },
  ): Promise<UnfinishedCrops> {
    const journalFile = join(folder, journalName);
    const cropsFile = join(folder, packedFiles.crops);
    const found = await readJournal(journalFile);
    if (found && found.inputs !== inputs && !overwrite)
      throw new DataError(
        journalFile,
        `${folder} holds unfinished crops of other pictures, labels, options or another detector (fagr prepare takes YuNet once its file has been downloaded; --detector ssd continues without it). Continue with those, use another folder, or replace them (overwrite, --overwrite).`,
      );
    const resumed = found?.inputs === inputs ? await keepWholeCrops(found.lines, cropsFile, cropBytes) : undefined;
    const head = JSON.stringify({ format: journalFormat, inputs });
    const text = [head, ...(resumed ?? []).map((outcome) => JSON.stringify(outcome)), ""].join("\n");
    await writeWholeFile(journalFile, text);
    const crops = await open(cropsFile, resumed ? "r+" : "w");
    const journal = await WholeAppender.open(journalFile);
    return new UnfinishedCrops({ crops, cropsFile, journal }, { outcomes: resumed ?? [], cropBytes });
  }

  /** Adds the outcome for the next picture, and its crop if it was kept. */
  async add(outcome: Outcome, pixels?: Uint8Array): Promise<void> {
    this.outcomes.push(outcome);
    this.#lines.push(`${JSON.stringify(outcome)}\n`);
    if (pixels) this.#pixels.push(pixels);
    if (this.#lines.length >= flushEvery) await this.flush();
  }

  /**
   * Flushes everything that was added to the disk. After one failure it always fails: what the journal lists is then complete on
   * the disk, and the same call continues from there.
   *
   * @throws WriteError
   */
  async flush(): Promise<void> {
    if (this.#failure) throw this.#failure.error;
    try {
      for (const [index, pixels] of this.#pixels.entries())
        await writeAll(this.#crops, pixels.subarray(0, this.#cropBytes), {
          file: this.#cropsFile,
          position: (this.#kept + index) * this.#cropBytes,
        });
      if (this.#pixels.length > 0) await this.#crops.datasync();
      await this.#journal.append(this.#lines.join(""));
      this.#kept += this.#pixels.length;
      this.#lines = [];
      this.#pixels = [];
    } catch (error) {
      this.#failure = { error: explainWriteFailure(error, { file: this.#cropsFile }) };
      throw this.#failure.error;
    }
  }

  /** Closes the files, with what was added on the disk unless a write has failed before. */
  async close(): Promise<void> {
    try {
      if (!this.#failure) await this.flush();
    } finally {
      await this.#crops.close();
      await this.#journal.close();
    }
  }
}

/** Removes the journal: the folder is finished. */
export async function removeJournal(folder: string): Promise<void> {
  await rm(join(folder, journalName), { force: true });
}

/** The complete lines of a journal; undefined without one. */
async function readJournal(file: string): Promise<{ inputs: string; lines: Outcome[] } | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  // What follows the last line break was being written when the process ended.
  const [head, ...lines] = text.slice(0, text.lastIndexOf("\n") + 1).split("\n");
  const { format, inputs } = parseLine<{ format?: string; inputs?: string }>(head!) ?? {};
  if (format !== journalFormat || typeof inputs !== "string") return { inputs: "", lines: [] };
  const outcomes: Outcome[] = [];
  for (const line of lines.slice(0, -1)) {
    const outcome = parseLine<Outcome>(line);
    // From a line that is damaged on nothing is known: it is done again.
    if (!outcome || !("sharpness" in outcome || "reason" in outcome)) break;
    outcomes.push(outcome);
  }
  return { inputs, lines: outcomes };
}

function parseLine<Line extends object>(text: string): Line | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Line) : undefined;
  } catch {
    return undefined;
  }
}

/** Cuts the file of crops to what the journal knows of, and the journal to what the file holds. */
async function keepWholeCrops(outcomes: Outcome[], file: string, cropBytes: number): Promise<Outcome[] | undefined> {
  const size = await stat(file).then(
    ({ size }) => size,
    () => undefined,
  );
  if (size === undefined) return undefined;
  const whole = Math.floor(size / cropBytes);
  let kept = 0;
  const end = outcomes.findIndex(({ reason }) => !reason && ++kept > whole);
  const usable = end < 0 ? outcomes : outcomes.slice(0, end);
  await truncate(file, Math.min(kept, whole) * cropBytes);
  return usable;
}
