// The backends that can be chosen, fastest first, one list for Node and one for browsers. `npm run backends` writes the lists from the
// descriptors of the backend packages.
import { type AgeGenderBackend, RuntimeMissingError } from "@fagr/core";
import type { BackendName } from "./backend-name";

/** A backend that may be there. */
export interface Candidate {
  /** Also the name of the backend that it creates. */
  readonly name: BackendName;
  /** Throws RuntimeMissingError if the backend's package is not installed. */
  create(): Promise<AgeGenderBackend>;
}

/** @param packages - What to install, the backend's own package first. */
export function missingPackage(packages: readonly string[], cause: unknown): RuntimeMissingError {
  const [reason] = (cause as Error).message.split("\n");
  return new RuntimeMissingError(
    packages[0]!,
    `Expected the package ${packages[0]}, received an error while importing it: ${reason} Install it with "npm install ${packages.join(" ")}".`,
    { cause },
  );
}
