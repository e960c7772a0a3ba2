import { InvalidArgumentError } from "@fagr/core";
import { checkOptions, describeValue } from "@fagr/core/backend";

/** @throws InvalidArgumentError unless the value is a path. */
export function checkPath(path: unknown, call: string): asserts path is string {
  if (typeof path !== "string" || path === "" || path.includes("\0"))
    throw new InvalidArgumentError(
      `${call}: expected the path of a file or folder as a text, received ${describeValue(path)}.`,
    );
}

/**
 * Checks the arguments of a reader.
 *
 * @param given - `path` and `options` as they came, and the `names` of its options beside those of all readers.
 * @throws InvalidArgumentError for an invalid path or options.
 */
export function checkReader(
  call: string,
  { path, options, names = [] }: { path: unknown; options: unknown; names?: readonly string[] },
): void {
  checkPath(path, call);
  checkOptions(options, [...names, "onSkip", "domain"], call);
}
