import type { DownloadProgress } from "@fagr/core";
import type { LoadingProgress } from "../answers";

/**
 * Adds up the progress of files that are fetched side by side.
 *
 * @param count - How many files there will be; the total is not known before each of them has told its size.
 * @returns The listener to hand to every download.
 */
export function sumProgress(
  count: number,
  report: (progress: LoadingProgress) => void,
): (progress: DownloadProgress) => void {
  const files = new Map<string, DownloadProgress>();
  return (progress) => {
    files.set(progress.file, progress);
    let loadedBytes = 0;
    let totalBytes: number | null = files.size < count ? null : 0;
    for (const file of files.values()) {
      loadedBytes += file.loadedBytes;
      totalBytes = totalBytes === null || file.totalBytes === null ? null : totalBytes + file.totalBytes;
    }
    report({ loadedBytes, totalBytes });
  };
}
