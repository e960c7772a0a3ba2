/** How much, and until when. */
export interface ReadLocalFileOptions {
  readonly signal?: AbortSignal | undefined;
  readonly maximumBytes: number;
}

/** What `#read-file` exports as `readLocalFile`: a reader in Node, null in the browser. */
export type ReadLocalFile = (location: string, options: ReadLocalFileOptions) => Promise<Uint8Array>;
