import { type FileHandle, open, readFile, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DataError } from "@fagr/core";
import type { Refusal } from "./cut-face";
import { packedFiles } from "./manifest";

/** What became of a picture, without its pixels: a line of the journal. */
export type Outcome = { readonly sharpness: number; readonly reason?: undefined } | Refusal;

const journalFormat = "fagr-crops-journal/1";
const journalName = "unfinished.jsonl";
/** Pictures whose crops may be lost when the machine stops. */
const flushEvery = 64;

/**
 * A folder while it is being filled: `crops.bin` grows, and beside it a journal with a line for every picture that is
 * done, in their order. Crops reach the disk before their lines do, so whatever ends the process, the journal tells how
 * many crops are whole.
 */
export class UnfinishedCrops {
  /** What is done, in the order of the pictures. */
  readonly outcomes: Outcome[];
  readonly #cropBytes: number;
  readonly #crops: FileHandle;
  readonly #journal: FileHandle;
  #kept: number;
  #lines: string[] = [];
  #pixels: Uint8Array[] = [];

  private constructor(
    files: { crops: FileHandle; journal: FileHandle },
    { outcomes, cropBytes }: { outcomes: Outcome[]; cropBytes: number },
  ) {
    this.#crops = files.crops;
    this.#journal = files.journal;
    this.#cropBytes = cropBytes;
    this.outcomes = outcomes;
    this.#kept = outcomes.filter(({ reason }) => !reason).length;
  }

  /**
   * Goes on where a journal of the same inputs ends, or begins.
   *
   * @throws DataError if the folder is half full of other inputs and must not be overwritten.
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
        `${folder} holds unfinished crops of other pictures, labels or options. Go on with those, take another folder, or overwrite it.`,
      );
    const resumed = found?.inputs === inputs ? await keepWholeCrops(found.lines, cropsFile, cropBytes) : undefined;
    const head = JSON.stringify({ format: journalFormat, inputs });
    const text = [head, ...(resumed ?? []).map((outcome) => JSON.stringify(outcome)), ""].join("\n");
    await writeFile(`${journalFile}.part`, text);
    await rename(`${journalFile}.part`, journalFile);
    const crops = await open(cropsFile, resumed ? "r+" : "w");
    const journal = await open(journalFile, "a");
    return new UnfinishedCrops({ crops, journal }, { outcomes: resumed ?? [], cropBytes });
  }

  /** Adds what became of the next picture, and its crop if it was kept. */
  async add(outcome: Outcome, pixels?: Uint8Array): Promise<void> {
    this.outcomes.push(outcome);
    this.#lines.push(`${JSON.stringify(outcome)}\n`);
    if (pixels) this.#pixels.push(pixels);
    if (this.#lines.length >= flushEvery) await this.flush();
  }

  /** Brings everything that was added to the disk. */
  async flush(): Promise<void> {
    for (const pixels of this.#pixels)
      await this.#crops.write(pixels, 0, this.#cropBytes, this.#kept++ * this.#cropBytes);
    if (this.#pixels.length > 0) await this.#crops.datasync();
    await this.#journal.appendFile(this.#lines.join(""));
    this.#lines = [];
    this.#pixels = [];
  }

  async close(): Promise<void> {
    await this.#crops.close();
    await this.#journal.close();
  }
}

/** Takes the journal away: the folder is finished. */
export async function removeJournal(folder: string): Promise<void> {
  await rm(join(folder, journalName), { force: true });
}

/** The lines of a journal as far as they are whole; undefined without one. */
async function readJournal(file: string): Promise<{ inputs: string; lines: Outcome[] } | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  // What follows the last line break was being written when the process ended.
  const [head, ...lines] = text.slice(0, text.lastIndexOf("\n") + 1).split("\n");
  try {
    const { format, inputs } = JSON.parse(head!);
    return {
      inputs: format === journalFormat ? inputs : "",
      lines: lines.slice(0, -1).map((line) => JSON.parse(line)),
    };
  } catch {
    return { inputs: "", lines: [] };
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
