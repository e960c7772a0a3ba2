import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { GraphBuilder } from "@fagr/backend-onnx/runtime";
import { DownloadError, type FaceDetector, WeightsError } from "@fagr/core";
import { expect, test } from "@jest/globals";
import { buildSsdGraph } from "../ssd/graph";
import { loadSsdWeights } from "../ssd/load-ssd-weights";
import { toOnnxModel } from "../ssd/onnx-model";
import { closeUpPicture, groupPicture, loadAstronaut } from "../test-support/pictures";
import { dynamicYunetPath, testWith, yunetPath } from "../test-support/shared";
import { createYunetDetector } from "./yunet-detector";

/** What this detector answered when it was checked by eye; pixels. */
const golden = {
  box: { x: 178.932, y: 63.304, width: 90.717, height: 110.795 },
  score: 0.94345,
  landmarks: [
    { x: 201.471, y: 105.063 },
    { x: 245.196, y: 104.902 },
    { x: 220.711, y: 127.131 },
    { x: 203.928, y: 145.262 },
    { x: 242.364, y: 145.023 },
  ],
};

async function expectGolden(detector: FaceDetector) {
  const [face, ...others] = await detector.detect(await loadAstronaut());
  expect(others).toEqual([]);
  expect(face!.score).toBeCloseTo(golden.score, 4);
  for (const key of ["x", "y", "width", "height"] as const) expect(face!.box[key]).toBeCloseTo(golden.box[key], 1);
  expect(face!.landmarks).toHaveLength(5);
  for (const [index, point] of golden.landmarks.entries()) {
    expect(face!.landmarks![index]!.x).toBeCloseTo(point.x, 1);
    expect(face!.landmarks![index]!.y).toBeCloseTo(point.y, 1);
  }
}

testWith(yunetPath)("finds the astronaut, from a path, a URL and bytes, on all runtimes", async () => {
  const bytes = new Uint8Array(await readFile(yunetPath));
  const variants = [
    { model: yunetPath },
    { model: yunetPath, runtime: "onnx", onnx: { runtime: "node", threads: 1 } },
    { model: pathToFileURL(yunetPath), runtime: "onnx", onnx: { runtime: "web", threads: 1 } },
    { model: bytes },
    { model: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) },
  ] as const;
  for (const variant of variants) {
    await using detector = await createYunetDetector(variant);
    await expectGolden(detector);
  }
});

testWith(dynamicYunetPath)("takes the variant with free sizes too", async () => {
  await using detector = await createYunetDetector({ model: dynamicYunetPath });
  await expectGolden(detector);
});

testWith(yunetPath)("finds the three of a group, and the landmarks lie in their boxes", async () => {
  await using detector = await createYunetDetector({ model: yunetPath });
  const faces = await detector.detect(await groupPicture());
  expect(faces.map(({ box }) => Math.round(box.x / 10)).toSorted((a, b) => a - b)).toEqual([8, 31, 40]);
  for (const { box, landmarks } of faces)
    for (const { x, y } of landmarks!) {
      expect(x).toBeGreaterThan(box.x);
      expect(x).toBeLessThan(box.x + box.width);
      expect(y).toBeGreaterThan(box.y);
      expect(y).toBeLessThan(box.y + box.height);
    }
});

testWith(yunetPath)("frames a face that fills the picture as it does a small one", async () => {
  await using detector = await createYunetDetector({ model: yunetPath });
  const [face, ...others] = await detector.detect(await closeUpPicture());
  expect(others).toEqual([]);
  expect(face!.score).toBeGreaterThan(0.9);
  // The close-up is the part from (172, 56) of the photo, four times as large.
  const { x, y, width, height } = face!.box;
  expect(Math.abs(172 + x / 4 - golden.box.x)).toBeLessThan(5);
  expect(Math.abs(56 + y / 4 - golden.box.y)).toBeLessThan(5);
  expect(Math.abs(width / 4 - golden.box.width)).toBeLessThan(7);
  expect(Math.abs(height / 4 - golden.box.height)).toBeLessThan(7);
});

test("refuses what is not YuNet", async () => {
  const ssd = toOnnxModel(new GraphBuilder("ssd"), buildSsdGraph(await loadSsdWeights()));
  await expect(createYunetDetector({ model: ssd })).rejects.toThrow(WeightsError);
  await expect(createYunetDetector({ model: Uint8Array.of(1, 2, 3) })).rejects.toThrow(WeightsError);
  await expect(createYunetDetector({ model: "no/such/file.onnx" })).rejects.toThrow(DownloadError);
  await expect(createYunetDetector({} as never)).rejects.toThrow(/Expected a file.*undefined/);
});
