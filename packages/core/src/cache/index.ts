/**
 * Models that are fetched once and kept.
 *
 * A cache is a `fetch`: it can be given to whatever downloads. In Node files lie in a folder, in browsers in the Cache API; both check what
 * they give back.
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
 * Files that are fetched once and kept, in Node in a folder, in browsers in Cache Storage.
 *
 * Addresses should name a version, as those of content delivery networks do: what is kept is not asked for again until it is cleared. What was
 * damaged since is fetched again.
 *
 * @param options - `name`: of this cache among others, default "models". `folder`: in Node, where it is; default a folder of that name below the
 * system's folder for caches. `fetch`: what asks the network.
 * @throws InvalidArgumentError for an option that there is not.
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
