import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type DetectedFace, type FaceDetector, loadImage } from "@fagr/core";
import { expect, test } from "@jest/globals";
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

async function expectSameFaces(engine: FaceDetector, runtime: FaceDetector): Promise<void> {
  const files = (await readdir(lfwFolder)).filter((file) => file.endsWith(".jpg")).sort();
  const sample = Array.from({ length: 20 }, (_, index) => files[Math.floor(((index + 0.5) * files.length) / 20)]!);
  const photos = [join(photosFolder, "astronaut.png"), ...sample.map((file) => join(lfwFolder, file))];
  const pictures = [await groupPicture(), ...(await Promise.all(photos.map((photo) => loadImage(photo))))];
  let count = 0;
  for (const picture of pictures) {
    const [received, expected] = [await engine.detect(picture), await runtime.detect(picture)];
    expect(received).toHaveLength(expected.length);
    for (const [index, face] of received.entries()) {
      const points = pointsOf(expected[index]!);
      for (const [at, point] of pointsOf(face).entries()) expect(Math.abs(point - points[at]!)).toBeLessThan(0.01);
      expect(Math.abs(face.score - expected[index]!.score)).toBeLessThan(1e-5);
      count++;
    }
  }
  expect(count).toBeGreaterThanOrEqual(pictures.length);
}

testWith(lfwFolder)("the SSD finds on the engine what it finds on ONNX Runtime, to 0.01 pixel", async () => {
  await using engine = await createSsdDetector();
  await using runtime = await createSsdDetector(onnx);
  await expectSameFaces(engine, runtime);
});

testWith(lfwFolder, yunetPath)("YuNet finds on the engine what it finds on ONNX Runtime, to 0.01 pixel", async () => {
  await using engine = await createYunetDetector({ model: yunetPath, inputSize: 640 });
  await using runtime = await createYunetDetector({ model: yunetPath, ...onnx });
  await expectSameFaces(engine, runtime);
});

test.each([
  [{ runtime: "gpu" }, /"engine" or "onnx".*"gpu"/],
  [{ onnx: { runtime: "web" } }, /onnx.*"engine"/],
])("%j is refused", async (options, message) => {
  await expect(createSsdDetector(options as never)).rejects.toThrow(message);
});
