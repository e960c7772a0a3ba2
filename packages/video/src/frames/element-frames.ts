import { untilAborted } from "@fagr/core/backend";
import type { TimedFrame } from "./video-frame-input";

/** A frame that the element shows now. */
interface PresentedFrame {
  /** Seconds in the video. */
  readonly time: number;
  /** Frames presented so far, where the browser counts them. */
  readonly count?: number;
}

/** The frames that a video element presents while it plays; none while it is paused. */
export async function* elementFrames(
  video: HTMLVideoElement,
  signal: AbortSignal | undefined,
): AsyncGenerator<TimedFrame, void, undefined> {
  let count: number | undefined;
  for (;;) {
    signal?.throwIfAborted();
    const stop = new AbortController();
    let presented: PresentedFrame | undefined;
    try {
      presented = await untilAborted(nextPresented(video, stop.signal), signal);
    } finally {
      stop.abort();
    }
    if (!presented) return;
    const taken = takePicture(video, presented.time);
    if (!taken) continue;
    const skippedFrames =
      count !== undefined && presented.count !== undefined ? Math.max(0, presented.count - count - 1) : 0;
    count = presented.count;
    yield { ...taken, timestamp: presented.time, skippedFrames };
  }
}

/**
 * What the element shows, as a frame of its own where there is such a thing: the element itself plays on. Undefined if it has nothing to
 * give yet: Chromium tells of a camera's first frame while the element is still paused.
 */
function takePicture(video: HTMLVideoElement, time: number): Pick<TimedFrame, "image" | "close"> | undefined {
  if (typeof VideoFrame === "undefined") return { image: video };
  try {
    const image = new VideoFrame(video, { timestamp: Math.round(time * 1e6) });
    return { image, close: () => image.close() };
  } catch (error) {
    if ((error as DOMException).name === "InvalidStateError") return undefined;
    throw error;
  }
}

/** Waits for the next frame; undefined when the video or its stream has ended. */
function nextPresented(video: HTMLVideoElement, stop: AbortSignal): Promise<PresentedFrame | undefined> {
  return new Promise((resolve) => {
    const stream =
      typeof MediaStream !== "undefined" && video.srcObject instanceof MediaStream ? video.srcObject : null;
    const hasEnded = () => video.ended || (stream !== null && !stream.active);
    if (hasEnded()) return resolve(undefined);
    const end = () => hasEnded() && resolve(undefined);
    video.addEventListener("ended", end, { signal: stop });
    for (const track of stream?.getVideoTracks() ?? []) track.addEventListener("ended", end, { signal: stop });
    if ("requestVideoFrameCallback" in video) {
      const handle = video.requestVideoFrameCallback((_, { mediaTime, presentedFrames }) =>
        resolve({ time: mediaTime, count: presentedFrames }),
      );
      stop.addEventListener("abort", () => video.cancelVideoFrameCallback(handle));
    } else resolveAtRefresh(video, stop, resolve);
  });
}

/** For browsers that do not announce frames: checks at each refresh of the display whether the video has advanced. */
function resolveAtRefresh(
  video: HTMLVideoElement,
  stop: AbortSignal,
  resolve: (presented: PresentedFrame) => void,
): void {
  const before = video.currentTime;
  const look = () => {
    if (stop.aborted) return;
    if (video.currentTime !== before && video.readyState >= video.HAVE_CURRENT_DATA)
      resolve({ time: video.currentTime });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
