import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isDeepStrictEqual } from "node:util";

/**
 * A result that takes long, kept in a file with everything that it depends on: read again if that is the same, else made anew.
 *
 * @param file - JSON; its folder is made where it is missing.
 * @param options - `of`: plain data that decides about the result; `fresh`: whether it is made anew anyway.
 */
export async function keptResult<Result>(
  file: string,
  { of, fresh }: { readonly of: object; readonly fresh: boolean },
  make: () => Promise<Result>,
): Promise<Result> {
  const kept = fresh ? null : await findKeptResult<Result>(file, of);
  if (kept !== null) return kept;
  const result = await make();
  await mkdir(dirname(file), { recursive: true });
  // Renamed when whole, so that an interruption leaves no half of it.
  await writeFile(`${file}.part`, `${JSON.stringify({ of, result })}\n`);
  await rename(`${file}.part`, file);
  return result;
}

/** The result stored in a file; null if there is none, or if it is of other inputs. */
export async function findKeptResult<Result>(file: string, of: object): Promise<Result | null> {
  const kept = await readJson(file);
  return isDeepStrictEqual(kept?.of, JSON.parse(JSON.stringify(of))) ? kept!.result : null;
}

/** What a file holds; null where there is none or it is no JSON. */
async function readJson(file: string): Promise<{ of: unknown; result: never } | null> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return null;
  }
}
