import { type FagrError, isFagrError } from "../errors";
import { reasonOf } from "../reason";

/**
 * Runs what reads a file, and turns whatever a damaged one leads to, in code of ours or of others, into one error of the library. Its own
 * errors and aborts stay what they are.
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
