import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { WholeAppender, writeWholeFile } from "@fagr/core/files";
import type { TrainingStorage } from "./training-storage";

/**
 * Stores a training in a folder. A file is written under another name, flushed to the disk and renamed, and then the folder is
 * flushed too: neither a kill nor a power cut leaves half a file under a good name.
 */
export function folderStorage(folder: string): TrainingStorage {
  const missing = (error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  };
  return {
    description: folder,
    async list(below = "") {
      const entries = (await readdir(join(folder, below), { withFileTypes: true }).catch(missing)) ?? [];
      return entries
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .sort();
    },
    async read(name) {
      const bytes = await readFile(join(folder, name)).catch(missing);
      return bytes && Uint8Array.from(bytes);
    },
    async write(name, bytes) {
      await writeWholeFile(join(folder, name), bytes);
    },
    async append(name, text) {
      const file = join(folder, name);
      await mkdir(dirname(file), { recursive: true });
      const appender = await WholeAppender.open(file);
      try {
        await appender.append(text);
      } finally {
        await appender.close();
      }
    },
    async remove(name) {
      await rm(join(folder, name), { force: true });
    },
  };
}
