// Subjects in processes and pages of their own, and the loop that lets them take turns. A subject that fails is a row that says why.

/** Whether something runs here. */
export interface Availability {
  readonly available: boolean;
  /** On what it runs, or why it does not. */
  readonly reason: string;
}

/** What opening a row's subject tells. All of it survives JSON. */
export interface OpenedRow extends Availability {
  /** Of our backends: `[32, 48]` and `[32, 2]`, of the faces that all are asked about. */
  readonly probabilities?: { readonly age: readonly number[]; readonly gender: readonly number[] };
  /** Growth of the peak of resident memory by loading and running 1 and 32 faces, bytes. */
  readonly memory?: number;
  /** What a page fetched until its first prediction. */
  readonly download?: Download;
}

/** Bytes of files; `gzip` as a server that compresses sends them. */
export interface Download {
  readonly scripts: FileBytes;
  /** WebAssembly files beside the scripts. */
  readonly wasm: FileBytes;
  readonly weights: FileBytes;
  readonly total: FileBytes;
}

export interface FileBytes {
  readonly raw: number;
  readonly gzip: number;
}

/** Milliseconds of runs of one face and of 32. */
export interface RoundTimes {
  readonly single: readonly number[];
  readonly batch: readonly number[];
}

/** What is measured, in a process or page of its own: if it fails, that is an answer too. */
export interface Row<Times = RoundTimes, Opened extends Availability = OpenedRow> {
  open(): Promise<Opened>;
  round(): Promise<Times>;
  close(): Promise<void>;
}

/** Faces of a batch. */
export const batchFaces = 32;
