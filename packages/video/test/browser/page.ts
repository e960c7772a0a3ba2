/** What runs in the browser: a canvas that is filmed, and the public API that follows the bright square on it. */
import type { AgeGenderModel, FaceDetector } from "@fagr/core";
import { type TrackedFrame, trackFaces, videoFrames } from "../../src/index";

/** How frames are read: of a video element, by the display's refreshes where the element tells of none, of the stream's track. */
export type FrameWay = "element" | "refresh" | "track";

/** What the page hands to the test. */
export interface VideoPage {
  /** Follows the square for some frames, with a pause of milliseconds after each. */
  follow(way: FrameWay, options: { count: number; pause: number }): Promise<{ results: TrackedFrame[]; open: number }>;
  /** The message with which a loop over frames ends that is aborted while none comes. */
  abort(way: FrameWay): Promise<string>;
  /** How many frames came before the track was stopped and the loop ended. */
  stopTrack(): Promise<number>;
  /** Class and message of the error for a source that is none. */
  refuse(): { name: string; message: string };
}

const canvas = document.createElement("canvas");
canvas.width = 160;
canvas.height = 120;
const context = canvas.getContext("2d")!;
let place = 0;

/** Draws the square on, from left to right, 25 times a second. */
function draw(): void {
  place = (place + 1) % 100;
  context.fillStyle = "black";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = "white";
  context.fillRect(place, 40, 40, 40);
}

/** Finds the box of what is bright. */
const detector: FaceDetector = {
  name: "brightness",
  async detect({ width, height, data }) {
    const [columns, rows]: [number[], number[]] = [[], []];
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++)
        if (data[(row * width + column) * 3]! > 127) {
          columns.push(column);
          rows.push(row);
        }
    if (columns.length === 0) return [];
    const [x, y] = [Math.min(...new Set(columns)), Math.min(...new Set(rows))];
    const box = { x, y, width: Math.max(...new Set(columns)) - x + 1, height: Math.max(...new Set(rows)) - y + 1 };
    return [{ box, score: 1 }];
  },
  async dispose() {},
  async [Symbol.asyncDispose]() {},
};
const model = {
  manifest: { labels: { age: { minimum: 18, maximum: 65 } } },
  async predict(faces: readonly unknown[]) {
    return faces.map(() => ({
      age: 40,
      ageInterval: [35, 45],
      gender: "female",
      genderProbability: 0.9,
      ageDistribution: Array.from({ length: 48 }, (_, index) => Number(index === 22)),
    }));
  },
} as unknown as AgeGenderModel;

/** How many VideoFrames are not closed yet. */
let open = 0;
const closed = new WeakSet<VideoFrame>();
const { close } = VideoFrame.prototype;
VideoFrame.prototype.close = function (this: VideoFrame) {
  if (!closed.has(this)) open--;
  closed.add(this);
  close.call(this);
};

async function film(way: FrameWay, { moving = true } = {}) {
  const timer = moving ? setInterval(draw, 40) : undefined;
  const stream = canvas.captureStream();
  const [track] = stream.getVideoTracks() as [MediaStreamTrack];
  const video = document.createElement("video");
  video.muted = true;
  video.srcObject = stream;
  // An own property hides that of the prototype from no "in"; an element without it has to be made.
  if (way === "refresh") Reflect.deleteProperty(HTMLVideoElement.prototype, "requestVideoFrameCallback");
  const playing = video.play();
  if (moving) await playing;
  const controller = new AbortController();
  const { signal } = controller;
  const frames = videoFrames(way === "track" ? track : video, { signal });
  const stop = () => {
    clearInterval(timer);
    track.stop();
  };
  return { frames, controller, signal, track, stop };
}

/** Counts the frames that are handed out; elements, where there are no VideoFrames, do not count. */
async function* counted(frames: ReturnType<typeof videoFrames>): ReturnType<typeof videoFrames> {
  for await (const frame of frames) {
    if (frame.close) open++;
    yield frame;
  }
}

const page: VideoPage = {
  async follow(way, { count, pause }) {
    const { frames, stop } = await film(way);
    const options = { detector, model, birthHits: 1, detectEvery: 1, showFor: 0, whenSlow: "skip" } as const;
    const results: TrackedFrame[] = [];
    for await (const result of trackFaces(counted(frames), options)) {
      results.push(result);
      if (results.length === count) break;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    stop();
    // The frame that was under way when the loop was left comes and is closed.
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { results, open };
  },
  async abort(way) {
    const { frames, controller, signal, stop } = await film(way, { moving: false });
    setTimeout(() => controller.abort(new Error("enough")), 200);
    try {
      for await (const _ of trackFaces(counted(frames), { detector, model, signal }));
      return "no error";
    } catch (error) {
      return (error as Error).message;
    } finally {
      stop();
    }
  },
  async stopTrack() {
    const { frames, stop } = await film("track");
    let count = 0;
    for await (const _ of trackFaces(counted(frames), { detector, model })) if (++count === 3) stop();
    return count;
  },
  refuse() {
    try {
      videoFrames(canvas as never);
      return { name: "none", message: "" };
    } catch (error) {
      const { name, message } = error as Error;
      return { name, message };
    }
  },
};
Object.assign(globalThis, { videoPage: page });
