import { formatBytes, formatMilliseconds, markdownTable } from "../support/markdown";
import type { BackendResult } from "./backend-result";

/** The results as the guide has them. */
export function backendsTable(results: readonly BackendResult[]): string {
  return markdownTable(
    [
      "backend",
      "environment",
      "runtime",
      "ran here",
      "difference",
      "of age, years",
      "1 face, ms",
      "32 faces, ms",
      "memory",
      "download",
    ],
    results.map((result) => [
      result.backend + (result.software ? " (software adapter)" : ""),
      result.environment,
      result.runtime ?? "its own",
      result.ranHere ? "yes" : `no: ${result.reason}`,
      result.largestDifference?.toExponential(1) ?? "-",
      result.largestAgeDifference?.toExponential(1) ?? "-",
      formatMilliseconds(result.milliseconds?.single),
      formatMilliseconds(result.milliseconds?.batch),
      result.memory === undefined ? "-" : `${Math.round(result.memory / 1e6)} MB`,
      result.download ? formatBytes(result.download.total.gzip) : "-",
    ]),
  );
}
