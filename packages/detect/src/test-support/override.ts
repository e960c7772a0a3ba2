/**
 * Puts another value in place of a property until the end of the block; for properties of `process`, some of which
 * cannot be assigned to.
 *
 * @example
 * ```ts
 * using _ = override(process, "platform", "darwin");
 * ```
 */
export function override<T extends object, Key extends keyof T>(
  object: T,
  key: Key,
  value: T[Key] | undefined,
): Disposable {
  const original = Object.getOwnPropertyDescriptor(object, key);
  Object.defineProperty(object, key, { value, configurable: true, writable: true, enumerable: true });
  return {
    [Symbol.dispose]() {
      if (original) Object.defineProperty(object, key, original);
      else delete object[key];
    },
  };
}
