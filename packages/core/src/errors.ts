// Longer than 200 lines: all classes of errors, for whoever catches them looks for one list.
/** What went wrong, as a word that code can switch on. Messages are for people and may change; codes do not. */
export type FagrErrorCode =
  | "INVALID_ARGUMENT"
  | "IMAGE_UNREADABLE"
  | "WEIGHTS_INVALID"
  | "DOWNLOAD_FAILED"
  | "RUNTIME_MISSING"
  | "ANSWER_INVALID"
  | "DATA_INVALID"
  | "TRAINING_FAILED"
  | "WRITE_FAILED"
  | "FOLDER_LOCKED"
  | "POOL_FULL"
  | "WORKER_CRASHED"
  | "DISPOSED";

/** Marks this library's errors, whichever installed copy of it made them. */
const marker = Symbol.for("fagr.error");

/**
 * The base of every error this library throws on purpose. The message says what was expected, what was received and
 * what to do.
 *
 * @example
 * ```ts
 * try {
 *   await loadImage("holiday.txt");
 * } catch (error) {
 *   if (isFagrError(error, "IMAGE_UNREADABLE")) console.error(error.message);
 * }
 * ```
 */
export class FagrError extends Error {
  // Written out in every class: minifiers change the names of classes.
  override readonly name: string = "FagrError";
  readonly code: FagrErrorCode;

  // On the prototype, so that printed errors don't show it.
  get [marker](): true {
    return true;
  }

  constructor(code: FagrErrorCode, message: string, options?: ErrorOptions) {
    super(shorten(message), options);
    this.code = code;
  }
}

/** The class of the errors that have a code. */
interface ErrorOfCode {
  readonly INVALID_ARGUMENT: InvalidArgumentError;
  readonly IMAGE_UNREADABLE: ImageError;
  readonly WEIGHTS_INVALID: WeightsError;
  readonly DOWNLOAD_FAILED: DownloadError;
  readonly RUNTIME_MISSING: RuntimeMissingError;
  readonly ANSWER_INVALID: InvalidAnswerError;
  readonly DATA_INVALID: DataError;
  readonly TRAINING_FAILED: TrainingError;
  readonly WRITE_FAILED: WriteError;
  readonly FOLDER_LOCKED: LockedError;
  readonly POOL_FULL: PoolFullError;
  readonly WORKER_CRASHED: WorkerCrashedError;
  readonly DISPOSED: DisposedError;
}

/**
 * Whether this library threw it, and with that code if one is given. Unlike `instanceof` it knows the errors of a second
 * installed copy of the library too.
 */
export function isFagrError(error: unknown): error is FagrError;
export function isFagrError<Code extends FagrErrorCode>(error: unknown, code: Code): error is ErrorOfCode[Code];
export function isFagrError(error: unknown, code?: FagrErrorCode): boolean {
  if (!(typeof error === "object" && error !== null && marker in error)) return false;
  return code === undefined || (error as FagrError).code === code;
}

/** A received value may be very long; messages are shortened, but keep their end, which says what to do. */
function shorten(message: string): string {
  return message.length <= 1600 ? message : `${message.slice(0, 1000)} … ${message.slice(-500)}`;
}

/** An argument had the wrong type, shape or range. */
export class InvalidArgumentError extends FagrError {
  override readonly name = "InvalidArgumentError";

  constructor(message: string, options?: ErrorOptions) {
    super("INVALID_ARGUMENT", message, options);
  }
}

/** An image could not be read or decoded. */
export class ImageError extends FagrError {
  override readonly name = "ImageError";
  /** Where the image came from (path, URL or kind of object). */
  readonly source: string;

  constructor(source: string, message: string, options?: ErrorOptions) {
    super("IMAGE_UNREADABLE", message, options);
    this.source = source;
  }
}

/** A weights manifest or a weights file is invalid or damaged. */
export class WeightsError extends FagrError {
  override readonly name = "WeightsError";

  constructor(message: string, options?: ErrorOptions) {
    super("WEIGHTS_INVALID", message, options);
  }
}

/** A file could not be downloaded, or is not the expected one. */
export class DownloadError extends FagrError {
  override readonly name = "DownloadError";
  readonly url: string;

  constructor(url: string, message: string, options?: ErrorOptions) {
    super("DOWNLOAD_FAILED", message, options);
    this.url = url;
  }
}

/** A runtime that this call needs is not installed or does not work here. The message names the package to install. */
export class RuntimeMissingError extends FagrError {
  override readonly name = "RuntimeMissingError";
  readonly packageName: string;

  constructor(packageName: string, message: string, options?: ErrorOptions) {
    super("RUNTIME_MISSING", message, options);
    this.packageName = packageName;
  }
}

/** A backend ran but answered something other than probabilities, such as NaN: its runtime does not work on this device. */
export class InvalidAnswerError extends FagrError {
  override readonly name = "InvalidAnswerError";
  /** The name of the backend. */
  readonly backend: string;

  constructor(backend: string, message: string, options?: ErrorOptions) {
    super("ANSWER_INVALID", message, options);
    this.backend = backend;
  }
}

/** Labels or images of a data set break its own rules: a missing file, a bad row, a label out of range. */
export class DataError extends FagrError {
  override readonly name = "DataError";
  /** The file at fault. */
  readonly file: string;

  constructor(file: string, message: string, options?: ErrorOptions) {
    super("DATA_INVALID", message, options);
    this.file = file;
  }
}

/** Training cannot continue: the loss is not a number, a checkpoint does not fit, a worker died. */
export class TrainingError extends FagrError {
  override readonly name = "TrainingError";

  constructor(message: string, options?: ErrorOptions) {
    super("TRAINING_FAILED", message, options);
  }
}

/** A file could not be written. The old file, if any, is unchanged. */
export class WriteError extends FagrError {
  override readonly name = "WriteError";
  readonly file: string;

  constructor(file: string, message: string, options?: ErrorOptions) {
    super("WRITE_FAILED", message, options);
    this.file = file;
  }
}

/** Another process is writing into the folder. */
export class LockedError extends FagrError {
  override readonly name = "LockedError";
  readonly folder: string;

  constructor(folder: string, message: string, options?: ErrorOptions) {
    super("FOLDER_LOCKED", message, options);
    this.folder = folder;
  }
}

/** All threads of a pool are busy and its queue is full. The request was not started, so it can be sent again. */
export class PoolFullError extends FagrError {
  override readonly name = "PoolFullError";
  /** How many requests may wait. */
  readonly queue: number;

  constructor(queue: number, message: string, options?: ErrorOptions) {
    super("POOL_FULL", message, options);
    this.queue = queue;
  }
}

/** The thread that worked on a request ended before it answered. Other requests are not affected. */
export class WorkerCrashedError extends FagrError {
  override readonly name = "WorkerCrashedError";

  constructor(message: string, options?: ErrorOptions) {
    super("WORKER_CRASHED", message, options);
  }
}

/** A model, network or detector was used after `dispose()`. */
export class DisposedError extends FagrError {
  override readonly name = "DisposedError";

  constructor(what: string) {
    super("DISPOSED", `This ${what} has been disposed. Load or create a new one instead of using it again.`);
  }
}
