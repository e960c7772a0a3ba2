// bench:detectors. One photo, each detector on each runtime, in turn.
import type { FaceDetector, RgbImage } from "@fagr/core";
import { cropAndResize } from "@fagr/core/network";
import { createFaceDetector } from "@fagr/detect";

/** What is measured. Plain data, so that a page can be given it. */
export interface DetectorsTask {
  readonly rounds: number;
  /** Part of the detectors' names; empty for all. */
  readonly only: string;
  /** YuNet's file; null leaves it out. */
  readonly yunet: Uint8Array | null;
  /** Where ONNX Runtime's `.wasm` is, in a page. */
  readonly wasm?: string;
}

/** One detector on one runtime; the engine as it is here, and in floats. */
export interface DetectorTimes {
  readonly detector: "ssd" | "yunet";
  readonly runtime: "engine" | "engine, float32" | "onnxruntime-web";
  /** Milliseconds of each round. */
  readonly times: readonly number[];
  /** Of the last answer, to see that both say the same. */
  readonly faces: number;
}

/** Longer side of the photo, pixels. */
const photoSize = 640;

/** Rounds before those that count: code is compiled, memory is touched. */
const warmUps = 3;

/** Detects the faces of a photo with every detector in turn; the order is turned round with every round. */
export async function measureDetectors(photo: RgbImage, task: DetectorsTask): Promise<DetectorTimes[]> {
  const { rounds, only, yunet, wasm } = task;
  const image = cropAndResize(photo, {
    width: photoSize,
    height: Math.round((photo.height / photo.width) * photoSize),
  });
  const onnx = { runtime: "web", threads: 1, ...(wasm ? { wasmPaths: { wasm } } : {}) } as const;
  const open: {
    detector: "ssd" | "yunet";
    runtime: DetectorTimes["runtime"];
    opened: FaceDetector;
    times: number[];
    faces: number;
  }[] = [];
  for (const detector of ["ssd", "yunet"] as const) {
    if (!detector.includes(only) || (detector === "yunet" && !yunet)) continue;
    const choice = detector === "yunet" ? { detector, model: yunet! } : {};
    const runtimes = [
      ["engine", {}],
      ["engine, float32", { arithmetic: "float32" }],
      ["onnxruntime-web", { runtime: "onnx", onnx }],
    ] as const;
    for (const [runtime, options] of runtimes) {
      const opened = await createFaceDetector({ ...choice, ...options });
      open.push({ detector, runtime, opened, times: [], faces: 0 });
    }
  }
  for (let round = 0; round < warmUps + rounds; round++)
    for (const entry of round % 2 === 0 ? open : open.toReversed()) {
      const start = performance.now();
      entry.faces = (await entry.opened.detect(image)).length;
      if (round >= warmUps) entry.times.push(performance.now() - start);
    }
  for (const { opened } of open) await opened.dispose();
  return open.map(({ detector, runtime, times, faces }) => ({ detector, runtime, times, faces }));
}
