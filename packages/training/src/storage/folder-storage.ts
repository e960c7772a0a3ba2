import { appendFile, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { TrainingStorage } from "./training-storage";

/**
 * Keeps a training in a folder. A file is written under another name, flushed to the disk and renamed, and then the folder
 * is flushed too: neither a kill nor a power cut leaves half a file under a good name.
 */
export function folderStorage(folder: string): TrainingStorage {
  const missing = (error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  };
  const makeParent = (name: string) => mkdir(dirname(join(folder, name)), { recursive: true });
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
      await makeParent(name);
      const path = join(folder, name);
      const file = await open(`${path}.part`, "w");
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(`${path}.part`, path);
      await flushFolder(dirname(path));
    },
    async append(name, text) {
      await makeParent(name);
      await appendFile(join(folder, name), text);
    },
    async remove(name) {
      await rm(join(folder, name), { force: true });
    },
  };
}

/** Makes a rename last. Windows opens no folders, and needs no such flush. */
async function flushFolder(path: string): Promise<void> {
  const handle = await open(path, "r").catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
