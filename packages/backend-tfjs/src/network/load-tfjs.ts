import { RuntimeMissingError } from "@fagr/core";

/**
 * Imports what a network needs of `@tensorflow/tfjs-core`, and no more. A backend of tfjs has to be imported too.
 *
 * @throws RuntimeMissingError if the package is not installed.
 *
 * @example
 * ```ts
 * const tf = await loadTfjs();
 * await import("@tensorflow/tfjs-backend-cpu");
 * ```
 */
export async function loadTfjs(): Promise<typeof import("./tfjs-functions")> {
  try {
    return await import("./tfjs-functions");
  } catch (cause) {
    throw missingPackage("@tensorflow/tfjs-core", cause);
  }
}

/**
 * The error for a package of tfjs that cannot be imported.
 *
 * @param cause - What the import failed with. Let the import stand in a `try` of its own: that tells bundlers that the
 * package may be missing.
 */
export function missingPackage(packageName: string, cause: unknown): RuntimeMissingError {
  const [reason] = (cause as Error).message.split("\n");
  const install = [...new Set(["@tensorflow/tfjs-core", packageName])].join(" ");
  return new RuntimeMissingError(
    packageName,
    `Expected the package ${packageName}, received an error while importing it: ${reason} Install it with "npm install ${install}".`,
    { cause },
  );
}
