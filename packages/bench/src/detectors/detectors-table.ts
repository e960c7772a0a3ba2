import { formatMilliseconds, markdownTable } from "../support/markdown";
import { median } from "../support/statistics";
import type { DetectorTimes } from "./measure-detectors";

/** As people read it: each detector on both runtimes, and how they compare. */
export function detectorsTable(results: readonly DetectorTimes[]): string {
  return markdownTable(
    [
      "detector",
      "runtime",
      "faces",
      "median, ms",
      "fastest, ms",
      "median / onnxruntime-web",
      "fastest / onnxruntime-web",
    ],
    results.map(({ detector, runtime, faces, times }) => {
      const other = results.find((result) => result.detector === detector && result.runtime === "onnxruntime-web")!;
      const ratio = (measure: (times: readonly number[]) => number) =>
        (measure(times) / measure(other.times)).toFixed(2);
      const fastest = (numbers: readonly number[]) => Math.min(...numbers);
      return [
        detector,
        runtime,
        String(faces),
        formatMilliseconds(median(times)),
        formatMilliseconds(fastest(times)),
        ratio(median),
        ratio(fastest),
      ];
    }),
  );
}
