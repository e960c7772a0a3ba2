// Frames from a page's video sources, the newest first: frames that are not processed in time are dropped.
import { InvalidArgumentError, RuntimeMissingError } from "@fagr/core";
import { checkOptions, describeValue, isKind } from "@fagr/core/backend";
import { elementFrames } from "./element-frames";
import { trackFrames } from "./media-track-frames";
import type { TimedFrame } from "./video-frame-input";

/** How to read a live video. */
export interface VideoFramesOptions {
  /** Ends the frames; the loop rejects with its reason. */
  signal?: AbortSignal;
}

/**
 * The frames of a playing video element or of a camera's track, in the browser. A slow consumer gets the newest frame each time,
 * and the number of skipped frames. It ends with the video.
 *
 * - Of a video element, `requestVideoFrameCallback` announces new frames (in browsers without it, the display's refreshes are
 *   used).
 * - Of a track (of `getUserMedia()`, for example), `MediaStreamTrackProcessor` gives them without an element. Chromium has it in
 *   pages and workers, Safari in workers; if it is missing, a RuntimeMissingError says so: then play the track in a video
 *   element.
 *
 * Frames are VideoFrames where the browser has those (transferable to a worker), otherwise the element itself. `trackFaces()` closes them;
 * if you read them yourself, call each frame's `close()`.
 *
 * @throws InvalidArgumentError if the source is neither, RuntimeMissingError as said.
 *
 * @example
 * ```ts
 * video.srcObject = await navigator.mediaDevices.getUserMedia({ video: true });
 * await video.play();
 * for await (const { faces } of trackFaces(videoFrames(video, { signal }), { detector, model, signal, whenSlow: "skip" }))
 *   draw(faces);
 * ```
 */
export function videoFrames(
  source: HTMLVideoElement | MediaStreamTrack,
  options: VideoFramesOptions = {},
): AsyncGenerator<TimedFrame, void, undefined> {
  checkOptions(options, ["signal"], "videoFrames()");
  const { signal } = options;
  // By name: an element of a frame or of another window is of that window's type.
  if (isKind(source, "HTMLVideoElement")) return elementFrames(source as HTMLVideoElement, signal);
  if (isTrack(source) && source.kind === "video") {
    if ("MediaStreamTrackProcessor" in globalThis) return trackFrames(source, signal);
    throw new RuntimeMissingError(
      "MediaStreamTrackProcessor",
      "Expected MediaStreamTrackProcessor, which reads a track's frames, but this browser does not have it here. Play the track in a video element and pass that.",
    );
  }
  throw new InvalidArgumentError(
    `Expected an HTMLVideoElement or a MediaStreamTrack of kind "video", received ${describeValue(source)}. In Node, pass trackFaces() the pictures themselves.`,
  );
}

/** A canvas's or an element's track has a type of its own. */
function isTrack(source: unknown): source is MediaStreamTrack {
  return isKind(source, "MediaStreamTrack", "CanvasCaptureMediaStreamTrack", "BrowserCaptureMediaStreamTrack");
}
