import type { AnalyzedFace } from "@fagr/core";
import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import { type LoadState, sharedRecognizer } from "./recognizer/shared-recognizer";

/** How far the models are, and what can be done with them. */
export type AgeGender = LoadState & {
  /**
   * Finds the faces of a picture file and tells their ages and genders. It may be called while the models are still loading. It rejects with
   * the signal's reason when that is aborted, with an AbortError when the component is unmounted, with an ImageError for what is no picture.
   */
  analyse(image: Blob, options?: { signal?: AbortSignal }): Promise<AnalyzedFace[]>;
  /** Loads the models again after an error. */
  retry(): void;
};

/**
 * Age and gender of the faces in pictures. All components share one worker and one set of models.
 *
 * @example
 * ```tsx
 * function Picker({ onFaces }: { onFaces: (faces: AnalyzedFace[]) => void }) {
 *   const { status, analyse } = useAgeGender();
 *   if (status === "loading") return <p>Loading…</p>;
 *   return <input type="file" onChange={async ({ target }) => onFaces(await analyse(target.files![0]))} />;
 * }
 * ```
 */
export function useAgeGender(): AgeGender {
  const state = useSyncExternalStore(sharedRecognizer.subscribe, sharedRecognizer.getState, sharedRecognizer.getState);
  const mounted = useRef<AbortController>(null);
  useEffect(() => {
    // One for each mount: StrictMode mounts a component, unmounts it, and mounts it again.
    mounted.current = new AbortController();
    return () => mounted.current!.abort(new DOMException("The component was unmounted.", "AbortError"));
  }, []);
  const analyse = useCallback((image: Blob, { signal }: { signal?: AbortSignal } = {}) => {
    const whileMounted = mounted.current!.signal;
    return sharedRecognizer.analyse(image, signal ? AbortSignal.any([whileMounted, signal]) : whileMounted);
  }, []);
  return { ...state, analyse, retry: sharedRecognizer.retry };
}
