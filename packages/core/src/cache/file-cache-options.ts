/** Where files are stored, and how they are downloaded. */
export interface FileCacheOptions {
  /** Name of this cache. Default "models". */
  readonly name?: string | undefined;
  /** Node only: the folder. Default: one with the cache's name below `fagr` in the system's cache folder. */
  readonly folder?: string | undefined;
  /** Downloads files. Default: the platform's `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}
