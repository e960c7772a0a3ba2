import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { explainWriteFailure, writeAll } from "./write-all";

/** Names of unfinished files are no longer than this, so that one whose own name just fits can be written. */
const longestStem = 60;

/**
 * Writes a file so that it has the old content or the new one, never a part: it is written under another name, flushed to the
 * disk, renamed, and then the folder is flushed too. Neither a kill, a full disk nor a power cut leaves half a file. Missing
 * folders are created. If the name is a link, the link is replaced, not its target.
 *
 * @throws WriteError naming the file, its size and what to do; then nothing is left behind.
 *
 * @example
 * ```ts
 * await writeWholeFile("out/report.json", JSON.stringify(report));
 * ```
 */
export async function writeWholeFile(file: string, content: string | Uint8Array): Promise<void> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const folder = dirname(file);
  const unfinished = join(folder, `${basename(file).slice(0, longestStem)}.${randomUUID().slice(0, 8)}.part`);
  try {
    await mkdir(folder, { recursive: true });
    const handle = await open(unfinished, "wx");
    try {
      await writeAll(handle, bytes, { file });
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw explainWriteFailure(error, { file, bytes: bytes.length });
  }
  await flushFolder(folder);
}

/** Makes a rename durable. Windows cannot open folders, and needs no such flush. */
async function flushFolder(path: string): Promise<void> {
  const handle = await open(path, "r").catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
