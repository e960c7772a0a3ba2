// jsdom and happy-dom look like a browser to bundlers and test runners, but lack much of what both browsers and Node have.

interface NodeBuiltins {
  "node:crypto": { readonly webcrypto: { readonly subtle: SubtleCrypto } };
  "node:util": { readonly TextDecoder: typeof TextDecoder };
}

const nodeBuiltin = <Name extends keyof NodeBuiltins>(name: Name) =>
  (globalThis as { process?: { getBuiltinModule?(name: Name): NodeBuiltins[Name] } }).process?.getBuiltinModule?.(name);

/** The platform's WebCrypto, in a simulated page Node's; undefined on pages served over plain http. */
export const findSubtleCrypto = (): SubtleCrypto | undefined =>
  globalThis.crypto?.subtle ?? nodeBuiltin("node:crypto")?.webcrypto.subtle;

/**
 * The text of UTF-8, also where `TextDecoder` is missing.
 *
 * @example
 * ```ts
 * decodeUtf8(Uint8Array.of(0x7b, 0x7d)); // "{}"
 * ```
 */
export function decodeUtf8(bytes: Uint8Array): string {
  const Decoder = globalThis.TextDecoder ?? nodeBuiltin("node:util")?.TextDecoder;
  return new Decoder().decode(bytes);
}

/** Advice if something is missing in a simulated page; empty elsewhere. */
export function hintForSimulatedPage(): string {
  const name = /jsdom|happy-?dom/i.exec(globalThis.navigator?.userAgent ?? "")?.[0];
  return name
    ? ` This is ${name}, which cannot fetch, decode or draw. Let the test runner use Node's files, in Jest with testEnvironmentOptions: { customExportConditions: ["node"] }, and pass paths, bytes or pixels.`
    : "";
}
