/** Where files are kept, and who fetches them. */
export interface FileCacheOptions {
  /** Of this cache among others. Default "models". */
  readonly name?: string | undefined;
  /** Node only: the folder. Default one of the cache's name below `fagr` in the system's folder for caches. */
  readonly folder?: string | undefined;
  /** What asks the network. Default the platform's. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}
