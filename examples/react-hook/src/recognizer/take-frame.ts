import type { TimedFrame } from "@fagr/video";
import { transfer } from "comlink";

/** A frame to be sent to the worker: its picture moves there. Browsers without VideoFrame give the element, of which a picture is made. */
export async function takeFrame({ image: picture, timestamp, skippedFrames }: TimedFrame): Promise<TimedFrame> {
  const image = picture instanceof HTMLVideoElement ? await createImageBitmap(picture) : picture;
  const frame = { image, ...(timestamp === undefined ? {} : { timestamp }), skippedFrames: skippedFrames ?? 0 };
  return transfer(frame, [image as Transferable]);
}
