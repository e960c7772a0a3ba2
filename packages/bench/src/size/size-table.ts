// bench:size. What a page fetched, by kind of file.
import type { BackendSubject } from "../backends/backend-subject";
import type { Download } from "../rows/row";
import type { Findings } from "../rows/run-in-turn";
import { formatBytes, markdownTable } from "../support/markdown";

/** What a page with a backend fetched until its first prediction, or why it made none. */
export interface SizeResult {
  readonly backend: string;
  /** Of the backend's script by itself, after gzip. */
  readonly script: number;
  readonly download: Download | null;
  readonly reason: string;
}

/**
 * Results from what was found out about backends, in their order.
 *
 * @param scripts - Bytes of each backend's script by itself.
 */
export function sizeResults(
  subjects: readonly BackendSubject[],
  findings: readonly Findings[],
  scripts: readonly number[],
): SizeResult[] {
  return subjects.map(({ name }, index) => {
    const { opened, error } = findings[index]!;
    return {
      backend: name,
      script: scripts[index]!,
      download: opened?.download ?? null,
      reason: error ?? opened?.reason ?? "It gave no answer.",
    };
  });
}

/** As people read it: bytes after gzip, and the sum also before. */
export function sizeTable(results: readonly SizeResult[]): string {
  return markdownTable(
    ["backend", "its script alone", "all scripts", "wasm files", "weights", "all, gzip", "all, as they are"],
    results.map(({ backend, script, download, reason }) =>
      download
        ? [
            backend,
            formatBytes(script),
            formatBytes(download.scripts.gzip),
            formatBytes(download.wasm.gzip || undefined),
            formatBytes(download.weights.gzip),
            formatBytes(download.total.gzip),
            formatBytes(download.total.raw),
          ]
        : [`${backend}: ${reason}`, formatBytes(script), "-", "-", "-", "-", "-"],
    ),
  );
}
