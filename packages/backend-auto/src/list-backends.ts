import { type AgeGenderBackend, InvalidArgumentError } from "@fagr/core";
import { type BackendAvailability, checkOptions, describeValue } from "@fagr/core/backend";
import type { BackendName } from "./candidates/backend-name";
import type { Candidate } from "./candidates/candidate";
import { backendNames, findCandidate } from "./create-backend";

/** A backend, and whether it runs here. Survives JSON. */
export interface BackendReport extends BackendAvailability {
  readonly name: string;
}

/** Which backends to look at. */
export interface CandidateOptions {
  /**
   * Names, or backends of your own making (with options, or of another kind), in the order in which they are tried. Default:
   * all names of {@link backendNames}, the fastest first.
   */
  candidates?: readonly (BackendName | AgeGenderBackend)[];
}

/**
 * Tells of every backend whether it runs here, by starting its runtime; so it takes a while, and on a page downloads what
 * each one needs.
 *
 * @throws InvalidArgumentError for an unknown name.
 *
 * @example
 * ```ts
 * for (const { name, available, reason } of await listBackends()) console.log(available ? "+" : "-", name, reason);
 * ```
 */
export async function listBackends(options: CandidateOptions = {}): Promise<BackendReport[]> {
  const reports: BackendReport[] = [];
  // One after the other: runtimes that start together get in each other's way.
  for await (const { report } of inspectCandidates(options, "listBackends()")) reports.push(report);
  return reports;
}

/** A backend as it was found; null where not even its package is installed. */
interface InspectedCandidate {
  readonly report: BackendReport;
  readonly backend: AgeGenderBackend | null;
}

/** Looks at one candidate after the other, when it is asked for. */
export async function* inspectCandidates(options: CandidateOptions, call: string): AsyncGenerator<InspectedCandidate> {
  checkOptions(options, ["candidates"], call);
  const { candidates = backendNames } = options;
  if (!Array.isArray(candidates))
    throw new InvalidArgumentError(
      `${call}: expected candidates to be a list of names and backends, received ${describeValue(candidates)}.`,
    );
  // All names first, so that a wrong one is an error wherever it stands.
  const found = candidates.map((candidate: BackendName | AgeGenderBackend) =>
    typeof Object(candidate).isAvailable === "function"
      ? (candidate as AgeGenderBackend)
      : findCandidate(candidate as BackendName),
  );
  for (const candidate of found) yield await inspect(candidate);
}

async function inspect(candidate: Candidate | AgeGenderBackend): Promise<InspectedCandidate> {
  const { name } = candidate;
  try {
    const backend = "create" in candidate ? await candidate.create() : candidate;
    const { available, reason } = await backend.isAvailable();
    return { backend, report: { name, available, reason } };
  } catch (error) {
    return { backend: null, report: { name, available: false, reason: (error as Error).message } };
  }
}
