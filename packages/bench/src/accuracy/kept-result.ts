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
  const key = JSON.parse(JSON.stringify(of));
  const kept = fresh ? null : await readJson(file);
  if (kept && isDeepStrictEqual(kept.of, key)) return kept.result;
  const result = await make();
  await mkdir(dirname(file), { recursive: true });
  // Renamed when whole, so that an interruption leaves no half of it.
  await writeFile(`${file}.part`, `${JSON.stringify({ of: key, result })}\n`);
  await rename(`${file}.part`, file);
  return result;
}

/** What a file holds; null where there is none or it is no JSON. */
async function readJson(file: string): Promise<{ of: unknown; result: never } | null> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return null;
  }
}
