// Where checkpoints and metrics are stored: a folder, a browser's private files, or memory.

/**
 * Stores the checkpoints and metrics of a training. Names are plain or contain folders, such as
 * `1-gender/step-00000200.checkpoint`.
 */
export interface TrainingStorage {
  /** Where that is, for messages to people. */
  readonly description: string;
  /** Names of the files in a folder, sorted; none where there is no such folder. Without a folder: those at the top. */
  list(folder?: string): Promise<string[]>;
  /** The bytes of a file, or undefined if there is none. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Writes a whole file. Whatever happens, the name shows the old file or the new one, never a part. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Appends text to a file; creates the file if it does not exist. */
  append(name: string, text: string): Promise<void>;
  /** Removes a file; does nothing if it does not exist. */
  remove(name: string): Promise<void>;
}

/** Stores a training in memory: for tests, and for a page that only needs the weights. */
export function memoryStorage(): TrainingStorage {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    description: "memory",
    async list(folder) {
      const start = folder === undefined ? "" : `${folder}/`;
      return [...files.keys()]
        .filter((name) => name.startsWith(start) && !name.slice(start.length).includes("/"))
        .map((name) => name.slice(start.length))
        .sort();
    },
    async read(name) {
      return files.get(name)?.slice();
    },
    async write(name, bytes) {
      files.set(name, Uint8Array.from(bytes));
    },
    async append(name, text) {
      const [before, after] = [files.get(name) ?? new Uint8Array(), new TextEncoder().encode(text)];
      const joined = new Uint8Array(before.length + after.length);
      joined.set(before);
      joined.set(after, before.length);
      files.set(name, joined);
    },
    async remove(name) {
      files.delete(name);
    },
  };
}
