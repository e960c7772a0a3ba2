import { fileURLToPath } from "node:url";
import * as analyzerPackage from "@fagr/analyzer";
import * as core from "@fagr/core";
import { expect, it } from "@jest/globals";
import * as fagr from "fagr";

const photo = fileURLToPath(new URL("../../testing/photos/astronaut.png", import.meta.url));

it("finds a face with one import, and an error that core throws is known here", async () => {
  await using analyzer = await fagr.createFaceAnalyzer();
  const faces = await analyzer.analyze(photo);
  expect(faces).toHaveLength(1);
  expect(fagr.mostCentralFace(faces, { width: 512, height: 512 })).toBe(faces[0]);
  const error = await analyzer.analyze(new Uint8Array([1, 2, 3])).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(fagr.ImageError);
});

it("has nothing of its own", () => {
  const others: Record<string, unknown> = { ...core, ...analyzerPackage };
  for (const [name, value] of Object.entries(fagr)) expect([name, value === others[name]]).toEqual([name, true]);
});
