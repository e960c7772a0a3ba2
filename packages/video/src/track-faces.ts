import { InvalidArgumentError } from "@fagr/core";
import { untilAborted } from "@fagr/core/backend";
import { FrameTracker } from "./frame-tracker";
import { EveryFrame, type FrameSource } from "./frames/every-frame";
import { NewestFrame } from "./frames/newest-frame";
import { createFrameReader, type VideoFrameInput } from "./frames/video-frame-input";
import { checkTrackFacesOptions, completeTrackFacesOptions, type TrackFacesOptions } from "./track-faces-options";
import type { TrackedFrame } from "./tracked-frame";

/**
 * Follows the faces of a video: who is who from frame to frame, and an age and a gender for each that do not flicker.
 *
 * Faces are not looked for in every frame, and not every face is predicted in every frame in which it is found; in between boxes are
 * carried on. Leaving the loop or aborting the signal leaves the source too (its `return()` is called).
 *
 * @param frames - A list or an async source of pictures: whatever `loadImage()` reads (pixels, paths, canvases, video elements,
 * VideoFrames, ...), or `{ image, timestamp }` with the time in seconds. For a live video see {@link videoFrames}.
 * @returns One result per frame that was not skipped, in order.
 * @throws InvalidArgumentError for options out of range, at once. While iterating: the errors of loading a frame, of the
 * detector, the model and the source, and the signal's reason when it is aborted.
 *
 * @example
 * ```ts
 * for await (const { timestamp, faces } of trackFaces(["1.jpg", "2.jpg", "3.jpg"], { detector, model, frameRate: 25 }))
 *   for (const { id, age, gender } of faces) console.log(timestamp, id, age, gender);
 * ```
 */
export function trackFaces(
  frames: Iterable<VideoFrameInput> | AsyncIterable<VideoFrameInput>,
  options: TrackFacesOptions,
): AsyncGenerator<TrackedFrame, void, undefined> {
  checkTrackFacesOptions(options);
  return iterate(openSource(frames, options), options);
}

async function* iterate(
  source: FrameSource,
  options: TrackFacesOptions,
): AsyncGenerator<TrackedFrame, void, undefined> {
  const { signal } = options;
  const tracker = new FrameTracker(completeTrackFacesOptions(options));
  let ended = false;
  try {
    for (;;) {
      const frame = await untilAborted(source.next(), signal);
      if (!frame) {
        ended = true;
        return;
      }
      let tracked: TrackedFrame;
      try {
        tracked = await tracker.track(frame);
      } finally {
        frame.close();
      }
      yield tracked;
    }
  } finally {
    // A source that hangs must not keep the loop from ending; what it says after that concerns nobody.
    const closing = source.close();
    if (ended || signal?.aborted) closing.catch(() => {});
    else await closing;
  }
}

function openSource(
  frames: Iterable<VideoFrameInput> | AsyncIterable<VideoFrameInput>,
  { whenSlow = "wait", frameRate = 30, closeFrames = false }: TrackFacesOptions,
): FrameSource {
  const read = createFrameReader({ frameRate, closeFrames });
  // Strings and bytes are iterable too, but not of frames.
  if (typeof frames === "object" && frames !== null && !ArrayBuffer.isView(frames)) {
    if (Symbol.asyncIterator in frames) {
      const Source = whenSlow === "skip" ? NewestFrame : EveryFrame;
      return new Source(frames[Symbol.asyncIterator](), read);
    }
    if (Symbol.iterator in frames) return new EveryFrame(frames[Symbol.iterator](), read);
  }
  throw new InvalidArgumentError(
    `Expected frames as a list or an async iterable of pictures, received ${typeof frames === "string" ? "a string" : String(frames)}. Pass one picture to analyzeFaces(), and a video element to videoFrames() first.`,
  );
}
