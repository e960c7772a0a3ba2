// bench:detectors. Each detector on each runtime, and how a photo is brought to their size, in turn.
import type { RgbImage } from "@fagr/core";
import { cropAndResize } from "@fagr/core/network";
import { createFaceDetector } from "@fagr/detect";
import { compileKernels, Resizer } from "@fagr/engine";

/** What is measured. Plain data, so that a page can be given it. */
export interface DetectorsTask {
  readonly rounds: number;
  /** Longer sides of the photo, pixels. */
  readonly photos: readonly number[];
  /** Part of the detectors' names; empty for all. */
  readonly only: string;
  /** YuNet's file; null leaves it out. */
  readonly yunet: Uint8Array | null;
  /** Where ONNX Runtime's `.wasm` is, in a page. */
  readonly wasm?: string;
}

/** One job on one runtime; the engine as it is here, and in floats. */
export interface DetectorTimes {
  readonly job: "ssd" | "yunet" | "resizing alone";
  /** Longer side of the photo, pixels. */
  readonly photo: number;
  readonly runtime: "engine" | "engine, float32" | "onnxruntime-web" | "cropAndResize()";
  /** Milliseconds of each round. */
  readonly times: readonly number[];
  /** Of the last answer, to see that all say the same; null where none are looked for. */
  readonly faces: number | null;
}

/** A job that is ready to be timed. */
interface OpenJob extends Omit<DetectorTimes, "times"> {
  readonly times: number[];
  faces: number | null;
  run(): Promise<number | null>;
}

/** Rounds before those that count: code is compiled, memory is touched. */
const warmUps = 3;

/** Longer side of the SSD's input, pixels. */
const inputSize = 512;

const scaled = ({ width, height }: RgbImage, size: number) => ({
  width: Math.round((width / Math.max(width, height)) * size),
  height: Math.round((height / Math.max(width, height)) * size),
});

/** Everything in turn, the order turned round with every round. */
export async function measureDetectors(photo: RgbImage, task: DetectorsTask): Promise<DetectorTimes[]> {
  const { rounds, only, photos, yunet, wasm } = task;
  const onnx = { runtime: "web", threads: 1, ...(wasm ? { wasmPaths: { wasm } } : {}) } as const;
  const images = photos.map((size) => cropAndResize(photo, scaled(photo, size)));
  const open: OpenJob[] = [];
  const add = (
    job: DetectorTimes["job"],
    runtime: DetectorTimes["runtime"],
    run: (image: RgbImage) => Promise<number | null>,
  ) => {
    for (const [index, image] of images.entries())
      open.push({ job, photo: photos[index]!, runtime, times: [], faces: null, run: () => run(image) });
  };
  const dispose: (() => Promise<void>)[] = [];
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
      dispose.push(() => opened.dispose());
      add(detector, runtime, async (image) => (await opened.detect(image)).length);
    }
  }
  const resizer = new Resizer(await compileKernels());
  const resizing = (resize: typeof cropAndResize) => async (image: RgbImage) => {
    resize(image, scaled(image, inputSize));
    return null;
  };
  add(
    "resizing alone",
    "engine",
    resizing((image, size) => resizer.resize(image, size)),
  );
  add("resizing alone", "cropAndResize()", resizing(cropAndResize));
  for (let round = 0; round < warmUps + rounds; round++)
    for (const entry of round % 2 === 0 ? open : open.toReversed()) {
      const start = performance.now();
      entry.faces = await entry.run();
      if (round >= warmUps) entry.times.push(performance.now() - start);
    }
  for (const end of dispose) await end();
  return open.map(({ job, photo: size, runtime, times, faces }) => ({ job, photo: size, runtime, times, faces }));
}
