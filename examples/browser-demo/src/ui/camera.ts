import type { Problem } from "./notices";

/** Starts the webcam into a video element. */
export async function openCamera(video: HTMLVideoElement): Promise<MediaStream> {
  if (!navigator.mediaDevices?.getUserMedia)
    throw new DOMException("There is no navigator.mediaDevices.", "NotSupportedError");
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: "user", width: { ideal: 640 }, height: { ideal: 480 } },
  });
  video.srcObject = stream;
  await video.play();
  return stream;
}

export function closeCamera(video: HTMLVideoElement): void {
  for (const track of (video.srcObject as MediaStream | null)?.getTracks() ?? []) track.stop();
  video.srcObject = null;
}

/** The frame that is shown, to be transferred to the worker without a copy of its pixels. */
export function takeFrame(video: HTMLVideoElement): Promise<VideoFrame | ImageBitmap> {
  return typeof VideoFrame === "function" ? Promise.resolve(new VideoFrame(video)) : createImageBitmap(video);
}

/** Until the video has a new frame. */
export function nextFrame(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => {
    if ("requestVideoFrameCallback" in video) video.requestVideoFrameCallback(() => resolve());
    else requestAnimationFrame(() => resolve());
  });
}

/** In words, why there is no webcam, and what to do. */
export function cameraProblem(error: Error): Problem {
  const { name, message } = error;
  if (name === "NotAllowedError")
    return {
      title: "The webcam was not allowed",
      advice:
        "Allow it in the site settings of your browser, beside the address, and try again. Photos work without it.",
      message,
    };
  if (name === "NotFoundError" || name === "OverconstrainedError")
    return { title: "No webcam found", advice: "Connect one and try again. Photos work without it.", message };
  if (name === "NotReadableError")
    return { title: "The webcam is busy", advice: "Another program has it. Close that one and try again.", message };
  if (name === "NotSupportedError")
    return {
      title: "No webcam on this page",
      advice: "Browsers give webcams to pages with https or on localhost only. Photos work without it.",
      message,
    };
  return { title: "The webcam could not be started", advice: "Try again, or choose photos instead.", message };
}
