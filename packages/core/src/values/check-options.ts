import { InvalidArgumentError } from "../errors";
import { describeValue } from "./describe-value";

/**
 * Checks an options object: that it is one, and that it has no field but those it may have, so that a misspelt name is not ignored.
 *
 * @param call - What takes the options, for the message, such as "analyzeFaces()".
 * @throws InvalidArgumentError that lists the names.
 *
 * @example
 * ```ts
 * checkOptions({ sise: 62 }, ["size", "signal"], "resize()"); // throws: … has no option "sise". Did you mean size? …
 * ```
 */
export function checkOptions(options: unknown, names: readonly string[], call: string): void {
  if (typeof options !== "object" || options === null || Array.isArray(options) || isThenable(options))
    throw new InvalidArgumentError(
      `Expected an object with the options of ${call}, { ${names.join(", ")} }, received ${describeValue(options)}.`,
    );
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    if (names.includes(name)) {
      checkCommon(name, value, call);
      continue;
    }
    const near = names.find((known) => isNear(known.toLowerCase(), name.toLowerCase()));
    throw new InvalidArgumentError(
      `${call} has no option "${name.slice(0, 60)}".${near ? ` Did you mean ${near}?` : ""} Its options are ${names.join(", ")}.`,
    );
  }
}

/** Options that many calls have, and that mean the same everywhere. */
function checkCommon(name: string, value: unknown, call: string): void {
  if (name === "signal" && typeof Object(value).throwIfAborted !== "function")
    throw new InvalidArgumentError(
      `${call}: expected signal to be an AbortSignal, received ${describeValue(value)}. An AbortController has one: pass its signal.`,
    );
  if ((name === "fetch" || name === "onProgress") && typeof value !== "function")
    throw new InvalidArgumentError(`${call}: expected ${name} to be a function, received ${describeValue(value)}.`);
}

function isThenable(value: object): boolean {
  return typeof (value as PromiseLike<unknown>).then === "function";
}

/** Whether two names differ in two letters at most: one exchanged, left out, added or in the other's place. */
function isNear(one: string, other: string): boolean {
  if (one.includes(other) || other.includes(one)) return Math.min(one.length, other.length) >= 4;
  if (Math.abs(one.length - other.length) > 2) return false;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let first = 1; first <= one.length; first++) {
    const next = [first];
    for (let second = 1; second <= other.length; second++) {
      const same = one[first - 1] === other[second - 1] ? 0 : 1;
      next[second] = Math.min(row[second]! + 1, next[second - 1]! + 1, row[second - 1]! + same);
    }
    row = next;
  }
  return row[other.length]! <= (one.length > 4 ? 2 : 1) && one.length > 3;
}
