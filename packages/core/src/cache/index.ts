/**
 * Models that are downloaded once and stored.
 *
 * A cache is a `fetch`: pass it to whatever downloads. Files are in a folder in Node and in the Cache API in browsers; both check
 * them when they are read.
 *
 * @module @fagr/core/cache
 */

import { join } from "node:path";
import { checkOptions } from "../values/check-options";
import { createFileCache, type FileCache } from "./file-cache";
import type { FileCacheOptions } from "./file-cache-options";
import { createFolderStore, systemCacheFolder } from "./folder-store";

export type { FileCache } from "./file-cache";
export type { FileCacheOptions } from "./file-cache-options";

/**
 * Files that are downloaded once and stored, in a folder in Node and in Cache Storage in browsers.
 *
 * Addresses should contain a version, as those of content delivery networks do: a stored file is not downloaded again until the
 * cache is cleared. A damaged file is downloaded again.
 *
 * @param options - `name` of this cache, default "models". `folder`: in Node, its place; default a folder of that name below the
 * system's cache folder. `fetch` downloads files.
 * @throws InvalidArgumentError for an unknown option.
 *
 * @example
 * ```ts
 * import { wasmBackend } from "@fagr/backend-wasm";
 * import { loadAgeGenderModel } from "@fagr/core";
 * import { openFileCache } from "@fagr/core/cache";
 *
 * const { fetch, isCached, clear } = openFileCache();
 * const weights = "https://cdn.jsdelivr.net/npm/@fagr/weights@0.4.0/models/age-gender-62/manifest.json";
 * console.log(await isCached(weights));
 * const model = await loadAgeGenderModel({ backend: wasmBackend(), weights, fetch });
 * await clear();
 * ```
 */
export function openFileCache(options: FileCacheOptions = {}): FileCache {
  checkOptions(options, ["name", "folder", "fetch"], "openFileCache()");
  const { name = "models", folder = join(systemCacheFolder(), "fagr", name), fetch = globalThis.fetch } = options;
  return createFileCache(createFolderStore(folder), fetch);
}
