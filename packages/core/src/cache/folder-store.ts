import { readdir, readFile, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { writeWholeFile } from "../files/write-whole-file";
import type { FileStore } from "./file-cache";

/** The system's cache folder. */
export function systemCacheFolder(environment: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  if (platform === "win32") return environment.LOCALAPPDATA ?? join(homedir(), "AppData", "Local");
  if (platform === "darwin") return join(homedir(), "Library", "Caches");
  return environment.XDG_CACHE_HOME || join(homedir(), ".cache");
}

/** A SHA-256 as text, in bytes. */
const hashLength = 64;

/** Keeps each file in a folder under the SHA-256 of its address: 64 characters of its own SHA-256, then its bytes. */
export function createFolderStore(folder: string): FileStore {
  const pathOf = (key: string) => join(folder, `${key}.kept`);
  return {
    async read(key) {
      const content = await readFile(pathOf(key)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return null;
        throw error;
      });
      if (!content) return null;
      return {
        sha256: content.subarray(0, hashLength).toString("latin1"),
        bytes: new Uint8Array(content.subarray(hashLength)),
      };
    },
    async write(key, { sha256, bytes }) {
      const content = new Uint8Array(hashLength + bytes.length);
      content.set(new TextEncoder().encode(sha256));
      content.set(bytes, hashLength);
      await writeWholeFile(pathOf(key), content);
    },
    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
    async clear() {
      const names = await readdir(folder).catch(() => []);
      // Its own files alone: the folder may be somebody's who has others in it.
      await Promise.all(
        names.filter((name) => name.endsWith(".kept")).map((name) => rm(join(folder, name), { force: true })),
      );
    },
  };
}
