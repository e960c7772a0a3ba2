/** Tells people how the installation goes. */
export interface Report {
  step(line: string): void;
  /** @param totalBytes - null where it is not known. */
  progress(loadedBytes: number, totalBytes: number | null): void;
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);

/** Steps are lines; progress is a line that changes on a terminal, and a line at every quarter elsewhere. */
export function createReport(stream: NodeJS.WritableStream & { isTTY?: boolean }): Report {
  let shown = -1;
  return {
    step(line) {
      shown = -1;
      stream.write(`${line}\n`);
    },
    progress(loaded, total) {
      if (total === null) return;
      const percent = Math.floor((100 * loaded) / total);
      const stepped = stream.isTTY ? percent : Math.floor(percent / 25) * 25;
      if (stepped === shown) return;
      shown = stepped;
      const end = stream.isTTY && loaded < total ? "\r" : "\n";
      stream.write(`  ${megabytes(loaded)} of ${megabytes(total)} MB${end}`);
    },
  };
}
