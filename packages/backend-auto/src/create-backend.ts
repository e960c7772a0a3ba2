import { type AgeGenderBackend, InvalidArgumentError } from "@fagr/core";
import { describeValue } from "@fagr/core/backend";
import { candidates } from "#candidates";
import type { BackendName } from "./candidates/backend-name";
import type { Candidate } from "./candidates/candidate";

/** The names of the backends for this environment, Node or a browser, the fastest first. */
export const backendNames: readonly BackendName[] = candidates.map(({ name }) => name);

/**
 * Creates a backend by its name, with its default options. `isAvailable()` says whether it runs here.
 *
 * @param name - One of {@link backendNames}.
 * @throws InvalidArgumentError for another name.
 * @throws RuntimeMissingError if the backend's package is not installed.
 *
 * @example
 * ```ts
 * const model = await loadAgeGenderModel({ backend: await createBackend("tfjs-wasm"), weights });
 * ```
 */
export async function createBackend(name: BackendName): Promise<AgeGenderBackend> {
  return findCandidate(name).create();
}

/** @throws InvalidArgumentError for an unknown name. */
export function findCandidate(name: BackendName): Candidate {
  const candidate = candidates.find((one) => one.name === name);
  if (!candidate)
    throw new InvalidArgumentError(
      `Expected the name of a backend that can be here, "${backendNames.join('", "')}", received ${describeValue(name)}.`,
    );
  return candidate;
}
