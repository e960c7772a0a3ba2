import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type DetectedFace, type FaceDetector, loadImage, type RgbImage } from "@fagr/core";
import { expect, test } from "@jest/globals";
import type { DetectorOptions } from "./detector-options";
import { createSsdDetector } from "./ssd/ssd-detector";
import { groupPicture } from "./test-support/pictures";
import { lfwFolder, photosFolder, testWith, yunetPath } from "./test-support/shared";
import { createYunetDetector } from "./yunet/yunet-detector";

const onnx = { runtime: "onnx", onnx: { runtime: "node", threads: 1 } } as const;

/** Every point of a face, pixels. */
const pointsOf = ({ box, landmarks = [] }: DetectedFace) => [
  box.x,
  box.y,
  box.x + box.width,
  box.y + box.height,
  ...landmarks.flatMap(({ x, y }) => [x, y]),
];

/** How far boxes and scores may be from ONNX Runtime's. */
const tolerances = { float32: { pixels: 0.01, score: 1e-5 }, int16: { pixels: 0.03, score: 1e-3 } } as const;

/** In both arithmetics, of which one is the default here. */
async function expectSameFaces(
  openEngine: (options: DetectorOptions) => Promise<FaceDetector>,
  { runtime, name }: { runtime: FaceDetector; name: string },
): Promise<void> {
  const files = (await readdir(lfwFolder)).filter((file) => file.endsWith(".jpg")).sort();
  const sample = Array.from({ length: 20 }, (_, index) => files[Math.floor(((index + 0.5) * files.length) / 20)]!);
  const photos = [join(photosFolder, "astronaut.png"), ...sample.map((file) => join(lfwFolder, file))];
  const pictures = [await groupPicture(), ...(await Promise.all(photos.map((photo) => loadImage(photo))))];
  const expected = await detectEach(runtime, pictures);
  expect(expected.flat().length).toBeGreaterThanOrEqual(pictures.length);
  for (const arithmetic of ["float32", "int16"] as const) {
    await using engine = await openEngine({ arithmetic });
    const largest = { pixels: 0, score: 0 };
    for (const [index, received] of (await detectEach(engine, pictures)).entries()) {
      const { pixels, score } = distance(received, expected[index]!);
      largest.pixels = Math.max(largest.pixels, pixels);
      largest.score = Math.max(largest.score, score);
    }
    console.info(
      `${name}, ${arithmetic}: ${expected.flat().length} faces in ${pictures.length} pictures, from ONNX Runtime's at most ${largest.pixels.toExponential(1)} pixel, score ${largest.score.toExponential(1)}`,
    );
    expect(largest.pixels).toBeLessThan(tolerances[arithmetic].pixels);
    expect(largest.score).toBeLessThan(tolerances[arithmetic].score);
  }
}

async function detectEach(detector: FaceDetector, pictures: readonly RgbImage[]) {
  const faces: (readonly DetectedFace[])[] = [];
  for (const picture of pictures) faces.push(await detector.detect(picture));
  return faces;
}

/** The largest distances of any point and of any score. */
function distance(received: readonly DetectedFace[], expected: readonly DetectedFace[]) {
  expect(received).toHaveLength(expected.length);
  let [pixels, score] = [0, 0];
  for (const [index, face] of received.entries()) {
    const points = pointsOf(expected[index]!);
    for (const [at, point] of pointsOf(face).entries()) pixels = Math.max(pixels, Math.abs(point - points[at]!));
    score = Math.max(score, Math.abs(face.score - expected[index]!.score));
  }
  return { pixels, score };
}

testWith(lfwFolder)("the SSD finds on the engine what it finds on ONNX Runtime", async () => {
  await using runtime = await createSsdDetector(onnx);
  await expectSameFaces(createSsdDetector, { runtime, name: "SSD" });
});

testWith(lfwFolder, yunetPath)("YuNet finds on the engine what it finds on ONNX Runtime", async () => {
  await using runtime = await createYunetDetector({ model: yunetPath, ...onnx });
  await expectSameFaces((options) => createYunetDetector({ model: yunetPath, inputSize: 640, ...options }), {
    runtime,
    name: "YuNet",
  });
});

test.each([
  [{ runtime: "gpu" }, /"engine" or "onnx".*"gpu"/],
  [{ onnx: { runtime: "web" } }, /onnx.*"engine"/],
])("%j is refused", async (options, message) => {
  await expect(createSsdDetector(options as never)).rejects.toThrow(message);
});
