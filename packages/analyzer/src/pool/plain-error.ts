import {
  DataError,
  DisposedError,
  DownloadError,
  FagrError,
  type FagrErrorCode,
  ImageError,
  InvalidArgumentError,
  isFagrError,
  LockedError,
  RuntimeMissingError,
  TrainingError,
  WeightsError,
  WriteError,
} from "@fagr/core";
import { InvalidAnswerError, PoolFullError, WorkerCrashedError } from "@fagr/core/backend";

/** An error as data: between threads errors lose their class, their code and their fields. */
export interface PlainError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  /** Of our own errors. */
  readonly code?: FagrErrorCode | undefined;
  /** What our error is about: its source, url, file, folder, package name, backend. */
  readonly subject?: string | undefined;
  readonly cause?: PlainError | undefined;
}

/** Most nested causes that are sent along. */
const deepest = 4;

export function toPlainError(thrown: unknown, depth = 0): PlainError {
  if (!(thrown instanceof Error)) return { name: "Error", message: String(thrown) };
  const { name, message, stack, cause } = thrown;
  const plain = { name, message, stack };
  const below = cause === undefined || depth >= deepest ? {} : { cause: toPlainError(cause, depth + 1) };
  if (!isFagrError(thrown)) return { ...plain, ...below };
  const { source, url, packageName, backend, file, folder } = thrown as unknown as Partial<Record<string, string>>;
  const subject = source ?? url ?? packageName ?? backend ?? file ?? folder;
  return { ...plain, ...below, code: thrown.code, subject };
}

/** The error restored, with its class if it is one of ours. */
export function fromPlainError(plain: PlainError): Error {
  const cause = plain.cause && fromPlainError(plain.cause);
  const options = cause ? { cause } : {};
  const error: Error = plain.code ? makeError(plain.code, plain, options) : makeOther(plain, options);
  // Where it happened is more use than where it arrived.
  if (plain.stack) error.stack = plain.stack;
  return error;
}

function makeOther({ name, message }: PlainError, options: ErrorOptions): Error {
  const error = new Error(message, options);
  if (name !== error.name) Object.defineProperty(error, "name", { value: name, configurable: true, writable: true });
  return error;
}

function makeError(code: FagrErrorCode, { message, subject = "" }: PlainError, options: ErrorOptions): FagrError {
  switch (code) {
    case "INVALID_ARGUMENT":
      return new InvalidArgumentError(message, options);
    case "IMAGE_UNREADABLE":
      return new ImageError(subject, message, options);
    case "WEIGHTS_INVALID":
      return new WeightsError(message, options);
    case "DOWNLOAD_FAILED":
      return new DownloadError(subject, message, options);
    case "RUNTIME_MISSING":
      return new RuntimeMissingError(subject, message, options);
    case "ANSWER_INVALID":
      return new InvalidAnswerError(subject, message, options);
    case "DATA_INVALID":
      return new DataError(subject, message, options);
    case "TRAINING_FAILED":
      return new TrainingError(message, options);
    case "WRITE_FAILED":
      return new WriteError(subject, message, options);
    case "FOLDER_LOCKED":
      return new LockedError(subject, message, options);
    case "POOL_FULL":
      return new PoolFullError(0, message, options);
    case "WORKER_CRASHED":
      return new WorkerCrashedError(message, options);
    case "DISPOSED":
      return new DisposedError("analyzer of a worker thread");
    default:
      return new FagrError(code, message, options);
  }
}
