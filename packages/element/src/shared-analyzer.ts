import type { FaceAnalyzer, FaceAnalyzerOptions } from "@fagr/analyzer";

type Progress = Parameters<NonNullable<FaceAnalyzerOptions["onProgress"]>>[0];

let loading: Promise<FaceAnalyzer> | undefined;
const listeners = new Set<(progress: Progress) => void>();

/**
 * The one analyzer of all elements of a page, loaded when the first of them needs it; after a failure the next call tries again.
 *
 * @param onProgress - Called with the progress of downloads until it is loaded.
 */
export async function sharedAnalyzer(onProgress: (progress: Progress) => void): Promise<FaceAnalyzer> {
  listeners.add(onProgress);
  try {
    loading ??= open();
    return await loading;
  } catch (error) {
    loading = undefined;
    throw error;
  } finally {
    listeners.delete(onProgress);
  }
}

async function open(): Promise<FaceAnalyzer> {
  const { createFaceAnalyzer } = await import("@fagr/analyzer");
  return createFaceAnalyzer({
    onProgress: (progress) => {
      for (const listener of listeners) listener(progress);
    },
  });
}
