import { formatMilliseconds, markdownTable } from "../support/markdown";
import { median } from "../support/statistics";
import type { DetectorTimes } from "./measure-detectors";

/** What a runtime's time is divided by: that of the last one of the same job. */
const lastOf = (results: readonly DetectorTimes[], { job, photo }: DetectorTimes) =>
  results.findLast((result) => result.job === job && result.photo === photo)!;

/** As people read it: each job on all runtimes, and how they compare. */
export function detectorsTable(results: readonly DetectorTimes[]): string {
  const jobs = [...results].sort((a, b) => a.photo - b.photo);
  return markdownTable(
    ["photo, pixels", "job", "on", "faces", "median, ms", "fastest, ms", "median, ratio", "fastest, ratio"],
    jobs.map((result) => {
      const { photo, job, runtime, faces, times } = result;
      const reference = lastOf(results, result).times;
      const fastest = (numbers: readonly number[]) => Math.min(...numbers);
      return [
        String(photo),
        job,
        runtime,
        faces === null ? "-" : String(faces),
        formatMilliseconds(median(times)),
        formatMilliseconds(fastest(times)),
        (median(times) / median(reference)).toFixed(2),
        (fastest(times) / fastest(reference)).toFixed(2),
      ];
    }),
  );
}
