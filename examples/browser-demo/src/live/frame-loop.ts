import type { RecognizerClient } from "../recognizer-client";
import { element } from "../ui/element";
import { showFaces } from "../ui/face-views";
import { tell } from "../ui/notices";
import { setStage } from "../ui/stage";
import { countWords } from "../ui/words";

const video = element<HTMLVideoElement>("video");
const frame = element("frame");

/** Frames of the video go to the worker one at a time, until the signal; those that come meanwhile are not looked at. */
export async function followFaces(
  recognizer: RecognizerClient,
  { signal, mirrored, time }: { signal: AbortSignal; mirrored: boolean; time: () => number },
): Promise<void> {
  await recognizer.forgetFaces();
  let timestamp = 0;
  let smoothed = 0;
  let before = performance.now();
  while (!signal.aborted) {
    await nextFrame();
    if (signal.aborted) return;
    const earlier = timestamp;
    timestamp = time();
    // Wound back, or begun again: whoever is there now is somebody else.
    if (timestamp < earlier) await recognizer.forgetFaces();
    const analysis = await recognizer.lookAtFrame(await takeFrame(), timestamp);
    if (signal.aborted) return;
    setStage("video");
    showFaces(analysis, { mirrored });
    const taken = performance.now() - before;
    before += taken;
    smoothed = smoothed === 0 ? taken : 0.9 * smoothed + 0.1 * taken;
    frame.dataset.rate = `${(1000 / smoothed).toFixed(1)} frames a second`;
    tell(countWords(analysis.faces.length));
  }
}

/** The frame that is shown, to be transferred to the worker without a copy of its pixels. */
function takeFrame(): Promise<VideoFrame | ImageBitmap> {
  return typeof VideoFrame === "function" ? Promise.resolve(new VideoFrame(video)) : createImageBitmap(video);
}

/** Until the video has a new frame. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    if ("requestVideoFrameCallback" in video) video.requestVideoFrameCallback(() => resolve());
    else requestAnimationFrame(() => resolve());
  });
}
