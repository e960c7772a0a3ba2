// For tests: a worker that answers with the picture's width, and does something else for some widths.
import type { FaceAnalyzer } from "@fagr/analyzer";
import { serveFacePool } from "@fagr/analyzer/pool-worker";
import { type ImageInput, loadImage } from "@fagr/core";

/** What happens for pictures of a width. */
const moods: Readonly<Record<number, (signal: AbortSignal) => unknown>> = {
  2: (signal) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
  3: () =>
    new Promise(() => {
      setTimeout(() => {
        throw new Error("out of the blue");
      });
    }),
  4: () => {
    globalThis.close();
    return new Promise(() => {});
  },
  5: () => {
    for (;;);
  },
  6: () => {
    void Promise.reject(new Error("left to nobody"));
    return new Promise(() => {});
  },
};

serveFacePool(
  () =>
    ({
      async analyze(image: ImageInput, { signal }: { signal: AbortSignal }) {
        const { width, height, data } = await loadImage(image);
        await moods[width]?.(signal);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 8));
        return [{ box: { x: data[0], y: data[data.length - 1], width, height }, score: 1 }];
      },
    }) as unknown as FaceAnalyzer,
);
