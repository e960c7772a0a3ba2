import { type FagrError, isFagrError } from "../errors";
import { reasonOf } from "../reason";

/**
 * Runs a function that reads a file, and turns every error caused by a damaged file, in our code or others', into one error of
 * the library. The library's own errors and aborts are passed on.
 *
 * @param explain - Makes the error from the reason, one line.
 */
export async function refuseDamaged<Value>(
  read: () => Value | Promise<Value>,
  explain: (reason: string, cause: unknown) => FagrError,
): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (isFagrError(error) || isAbort(error)) throw error;
    throw explain(reasonOf(error).split("\n")[0]!.slice(0, 200), error);
  }
}

function isAbort(error: unknown): boolean {
  const { name } = Object(error) as Partial<Error>;
  return name === "AbortError" || name === "TimeoutError";
}
