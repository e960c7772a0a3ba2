import { untilAborted } from "@fagr/core/backend";
import type { TimedFrame } from "./video-frame-input";

/** TypeScript has no types for it yet: https://www.w3.org/TR/mediacapture-transform/ */
interface TrackProcessor {
  readonly readable: ReadableStream<VideoFrame>;
}

/** The frames of a camera's track. The processor keeps one, the newest, and closes those that it drops. */
export async function* trackFrames(
  track: MediaStreamTrack,
  signal: AbortSignal | undefined,
): AsyncGenerator<TimedFrame, void, undefined> {
  signal?.throwIfAborted();
  const { MediaStreamTrackProcessor } = globalThis as unknown as {
    MediaStreamTrackProcessor: new (options: { track: MediaStreamTrack; maxBufferSize: number }) => TrackProcessor;
  };
  const reader = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 }).readable.getReader();
  try {
    for (;;) {
      const { done, value: image } = await untilAborted(reader.read(), signal);
      if (done) return;
      yield { image, timestamp: image.timestamp / 1e6, close: () => image.close() };
    }
  } finally {
    // Not waited for: it concerns nobody when the camera has stopped.
    reader.cancel().catch(() => {});
  }
}
