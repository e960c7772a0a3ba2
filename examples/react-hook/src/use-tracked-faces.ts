import type { TrackedFace } from "@fagr/video";
import { type RefObject, useEffect, useState } from "react";
import { sharedRecognizer } from "./recognizer/shared-recognizer";

/** What is followed: the faces of the newest frame, null before the first one. */
export interface TrackedFaces {
  readonly faces: readonly TrackedFace[] | null;
  readonly error: Error | null;
}

const nothing: TrackedFaces = { faces: null, error: null };

/**
 * Follows the faces of a playing video as long as the component is mounted. Boxes are pixels of the video (`videoWidth`, `videoHeight`).
 *
 * @example
 * ```tsx
 * function Mirror() {
 *   const video = useRef<HTMLVideoElement>(null);
 *   const { faces } = useTrackedFaces(video);
 *   return <><video ref={video} src="film.mp4" autoPlay muted />{faces?.map(({ id, age }) => <p key={id}>{age}</p>)}</>;
 * }
 * ```
 */
export function useTrackedFaces(video: RefObject<HTMLVideoElement | null>): TrackedFaces {
  const [followed, setFollowed] = useState(nothing);
  useEffect(() => {
    const unmounted = new AbortController();
    const { signal } = unmounted;
    const show = (shown: TrackedFaces) => {
      if (!signal.aborted) setFollowed(shown);
    };
    sharedRecognizer
      .follow(video.current!, { signal, onFrame: ({ faces }) => show({ faces, error: null }) })
      .catch((error: Error) => show({ faces: null, error }));
    return () => unmounted.abort();
  }, [video]);
  return followed;
}
