import { RuntimeMissingError } from "@fagr/core";
import type { TrainingStorage } from "./training-storage";

/**
 * Stores a training in the browser's origin private file system, where it survives the tab. A file is replaced when its writer
 * closes, so a closed tab leaves no partial file.
 *
 * @param folder - The training's folder, made if missing, such as "my-model".
 * @throws RuntimeMissingError where the browser has no such file system (pages that are not served over https, private windows).
 */
export async function browserStorage(folder: string): Promise<TrainingStorage> {
  const getRoot = globalThis.navigator?.storage?.getDirectory;
  if (!getRoot)
    throw new RuntimeMissingError(
      "origin private file system",
      "This page has no origin private file system to store a training in. Serve it over https or from localhost, or pass memoryStorage().",
    );
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(folder, { create: true });

  /** The folder that a name lies in, and its last part; undefined where that folder is missing. */
  async function find(name: string, create: boolean) {
    const parts = name.split("/");
    const last = parts.pop()!;
    let place = root;
    for (const part of parts) {
      const next = await place.getDirectoryHandle(part, { create }).catch(missing);
      if (!next) return undefined;
      place = next;
    }
    return { place, last };
  }

  async function writeAt(name: string, content: Uint8Array | string, { keep }: { keep: boolean }) {
    const { place, last } = (await find(name, true))!;
    const handle = await place.getFileHandle(last, { create: true });
    const writer = await handle.createWritable({ keepExistingData: keep });
    if (keep) await writer.seek((await handle.getFile()).size);
    await writer.write(content as FileSystemWriteChunkType);
    await writer.close();
  }

  return {
    description: `the browser's folder "${folder}"`,
    async list(below) {
      const place = below === undefined ? root : (await find(`${below}/x`, false))?.place;
      const names: string[] = [];
      // TypeScript's DOM types leave the iteration of folders out.
      for await (const [name, handle] of (place ?? []) as unknown as AsyncIterable<[string, FileSystemHandle]>)
        if (handle.kind === "file") names.push(name);
      return names.sort();
    },
    async read(name) {
      const found = await find(name, false);
      const handle = await found?.place.getFileHandle(found.last).catch(missing);
      return handle && new Uint8Array(await (await handle.getFile()).arrayBuffer());
    },
    write: (name, bytes) => writeAt(name, bytes, { keep: false }),
    append: (name, text) => writeAt(name, text, { keep: true }),
    async remove(name) {
      const found = await find(name, false);
      await found?.place.removeEntry(found.last).catch(missing);
    },
  };
}

function missing(error: DOMException): undefined {
  if (error.name === "NotFoundError") return undefined;
  throw error;
}
