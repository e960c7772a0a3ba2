import type { ImageInput } from "@fagr/core";
import { isKind } from "@fagr/core/backend";

/** A picture of a video with its time and number. */
export interface TimedFrame {
  readonly image: ImageInput;
  /** Seconds from any starting point. */
  readonly timestamp?: number;
  /** Frames that the source skipped before this one. */
  readonly skippedFrames?: number;
  /** Frees the picture. It is called once, when the frame has been read or dropped. */
  close?(): void;
}

/** A frame: anything that core's `loadImage()` reads, alone or with a timestamp. */
export type VideoFrameInput = ImageInput | TimedFrame;

/** A frame with its number and time in the video. */
export interface Frame {
  /** Counts all frames of the source, dropped ones too. */
  readonly index: number;
  readonly image: ImageInput;
  /** Seconds. */
  readonly timestamp: number;
  /** Frees the picture. */
  close(): void;
}

/** How frames are numbered, dated and freed. */
export interface FrameOptions {
  /** Frames a second, if frames carry no time. */
  readonly frameRate: number;
  /** Closes pictures that have a `close()`. */
  readonly closeFrames: boolean;
}

/** Numbers and dates frames in their order. */
export function createFrameReader({ frameRate, closeFrames }: FrameOptions): (input: VideoFrameInput) => Frame {
  let next = 0;
  return (input) => {
    const { image, timestamp, skippedFrames = 0, close } = isTimed(input) ? input : { image: input };
    const index = next + skippedFrames;
    next = index + 1;
    return {
      index,
      image,
      timestamp: timestamp ?? ownTime(image) ?? index / frameRate,
      close() {
        if (close) close.call(input);
        else if (closeFrames) closeImage(image);
      },
    };
  };
}

function isTimed(input: VideoFrameInput): input is TimedFrame {
  return typeof input === "object" && input !== null && "image" in input;
}

/** The picture's own time, seconds. */
function ownTime(image: ImageInput): number | undefined {
  if (isKind(image, "VideoFrame")) return (image as VideoFrame).timestamp / 1e6;
  if (isKind(image, "HTMLVideoElement")) return (image as HTMLVideoElement).currentTime;
  return undefined;
}

function closeImage(image: ImageInput): void {
  if (typeof image === "object" && "close" in image && typeof image.close === "function") image.close();
}
