/** What `#read-file` exports as `readLocalFile`: a reader in Node, null in the browser. */
export type ReadLocalFile = (location: string, signal?: AbortSignal) => Promise<Uint8Array>;
