import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/**
 * The files of a folder and of those in it, except `node_modules`, by path, as `serve()` wants them.
 *
 * @param prefix - Put before each path, such as "/" (the default) or "/any/folder/".
 */
export async function readFiles(folder: string, prefix = "/"): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep);
    if (entry.isFile() && !path.includes("node_modules"))
      files.set(prefix + path.join("/"), await readFile(join(folder, ...path)));
  }
  return files;
}
