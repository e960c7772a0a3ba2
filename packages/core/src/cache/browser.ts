import { checkOptions } from "../values/check-options";
import { createBrowserStore, emptyStore } from "./browser-store";
import { createFileCache, type FileCache } from "./file-cache";
import type { FileCacheOptions } from "./file-cache-options";

/** The same as Node's `openFileCache`, in Cache Storage. */
export function openFileCache(options: FileCacheOptions = {}): FileCache {
  checkOptions(options, ["name", "folder", "fetch"], "openFileCache()");
  const { name = "models", fetch = (input, init) => globalThis.fetch(input, init) } = options;
  return createFileCache(typeof caches === "undefined" ? emptyStore : createBrowserStore(name), fetch);
}
