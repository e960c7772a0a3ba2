import { type AgeGenderBackend, RuntimeMissingError } from "@fagr/core";
import { type BackendReport, type CandidateOptions, inspectCandidates } from "./list-backends";

/** The backend that was chosen, and why. */
export interface BackendChoice {
  readonly backend: AgeGenderBackend;
  /** What it runs on, according to its `isAvailable()`. */
  readonly reason: string;
  /** Faster backends that do not run here, each with its reason. */
  readonly passedOver: readonly BackendReport[];
}

/**
 * Finds the fastest backend that runs here: the first of the candidates that is available. Software adapters for WebGPU are never
 * chosen.
 *
 * @throws InvalidArgumentError for an unknown name among the candidates.
 * @throws RuntimeMissingError with every reason if none runs here.
 *
 * @example
 * ```ts
 * const { backend, reason, passedOver } = await chooseBackend();
 * console.log(`${backend.name}: ${reason}`);
 * for (const { name, reason } of passedOver) console.log(`not ${name}: ${reason}`);
 * ```
 */
export async function chooseBackend(options: CandidateOptions = {}): Promise<BackendChoice> {
  const passedOver: BackendReport[] = [];
  for await (const { backend, report } of inspectCandidates(options, "chooseBackend()")) {
    if (backend && report.available) return { backend, reason: report.reason, passedOver };
    passedOver.push(report);
  }
  throw new RuntimeMissingError(
    "@fagr/backend-wasm",
    `Expected one backend that runs here, received none of ${passedOver.length}:${passedOver.map(({ name, reason }) => `\n- ${name}: ${reason}`).join("")}`,
  );
}
