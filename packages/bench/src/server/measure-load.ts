// bench:server. Many requests at once, and what the event loop felt of them.
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { AnalyzedFace } from "@fagr/core";

/** Whatever finds and guesses faces: an analyzer, or a pool of them. */
export interface LoadSubject {
  analyze(image: Uint8Array): Promise<readonly AnalyzedFace[]>;
}

/** What many requests at once did to the thread that took them. */
export interface LoadResult {
  /** Milliseconds between two turns of the event loop that 99 of 100 stayed below. A free loop has about 1. */
  readonly delayP99: number;
  readonly delayMaximum: number;
  readonly facesPerSecond: number;
}

/** Starts all requests at once and looks at the event loop until the last is answered. */
export async function measureLoad(subject: LoadSubject, bytes: Uint8Array, requests: number): Promise<LoadResult> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const begin = performance.now();
  const answers = await Promise.all(Array.from({ length: requests }, () => subject.analyze(bytes)));
  const seconds = (performance.now() - begin) / 1000;
  // A turn that the loop did not get is seen at the next one only.
  await new Promise((resolve) => setTimeout(resolve, 5));
  delay.disable();
  const faces = answers.reduce((sum, found) => sum + found.length, 0);
  if (faces < requests)
    throw new Error(`Expected a face in each of ${requests} answers, received ${faces}. Measure a photo with a face.`);
  return { delayP99: delay.percentile(99) / 1e6, delayMaximum: delay.max / 1e6, facesPerSecond: faces / seconds };
}
