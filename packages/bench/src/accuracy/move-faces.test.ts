import { rm } from "node:fs/promises";
import { expect, it } from "@jest/globals";
import { moveFaces } from "./move-faces";
import type { AccuracySubject, Predict } from "./subject";
import { createTestSet } from "./test-faces";

it("asks about the same boxes of the same faces once; a slow model only where answers are kept", async () => {
  const { folder, ...prepared } = await createTestSet();
  const boxes: unknown[] = [];
  const predict: Predict = async (faces) => {
    boxes.push(...faces.map(({ box }) => box));
    return faces.map(({ box }) => ({ age: box!.x, gender: "male", genderProbability: 0.75 }) as const);
  };
  const subject: AccuracySubject = {
    ...{ name: "one", isOurs: true, isVariant: false, identity: { name: "one" }, backend: "none" },
    open: async () => ({ predict, dispose: async () => {} }),
  };
  const options = {
    ...{ out: folder, detector: "yunet 320", predict, log: () => {} },
    jitter: { deviation: 0.03, repeats: 4, faces: 2 },
  };
  const move = (steadiness: "measured" | "kept", fresh = false) =>
    moveFaces(subject, prepared, { ...options, steadiness, fresh });
  expect(await move("kept")).toBeNull();
  expect(boxes).toEqual([]);
  const moved = await move("measured");
  expect(moved).toHaveLength(2);
  expect(new Set(moved!.flatMap(({ ages }) => ages)).size).toBe(8);
  expect(await move("measured")).toEqual(moved);
  expect(await move("kept")).toEqual(moved);
  expect(boxes).toHaveLength(8);
  await move("measured", true);
  expect(boxes.slice(8)).toEqual(boxes.slice(0, 8));
  await rm(folder, { recursive: true });
});
