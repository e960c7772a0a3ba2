import { type AgeGenderBackend, InvalidArgumentError } from "@fagr/core";
import { type BackendAvailability, checkOptions, describeValue } from "@fagr/core/backend";
import type { BackendName } from "./candidates/backend-name";
import type { Candidate } from "./candidates/candidate";
import { backendNames, findCandidate } from "./create-backend";

/** A backend, and whether it runs here. Survives JSON. */
export interface BackendReport extends BackendAvailability {
  readonly name: string;
}

/** Which backends to try. */
export interface CandidateOptions {
  /**
   * Names, or backends that you created (with options, or of another kind), in the order in which they are tried. Default: all
   * names of {@link backendNames}, the fastest first.
   */
  candidates?: readonly (BackendName | AgeGenderBackend)[];
}

/**
 * Checks for every backend whether it runs here, by starting its runtime. This takes a while, and in a page downloads what each
 * one needs.
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

/** A checked backend; null if not even its package is installed. */
interface InspectedCandidate {
  readonly report: BackendReport;
  readonly backend: AgeGenderBackend | null;
}

/** Checks one candidate after the other, on demand. */
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
