import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadImage, mostCentralFace } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import type { ComparedFace } from "@fagr/evaluation/peers";
import { describeIfShared, sharedFile } from "@fagr/testing";
import { beforeAll, expect, it, jest } from "@jest/globals";
import { faceApi, humanFaceRes, insightFace, loadPeer, openVinoRetail, originalMfn, type Peer } from "./index";

// A wrong crop, colour order, scale or order of classes makes a model much worse than it is known to be.

interface LabelledFace extends ComparedFace {
  readonly age: number | null;
  readonly gender: "female" | "male";
}

/** Least gender accuracy and largest mean absolute error in years of the faces below: measured, with room for chance. */
const known: readonly [Peer, { accuracy: number; error: number }][] = [
  [originalMfn, { accuracy: 0.93, error: 6.5 }],
  [openVinoRetail, { accuracy: 0.9, error: 8.5 }],
  [insightFace, { accuracy: 0.9, error: 9 }],
  [faceApi, { accuracy: 0.93, error: 7 }],
  [humanFaceRes, { accuracy: 0.9, error: 8.5 }],
];
const facesOfEachSet = 40;
const availabilities = new Map(
  await Promise.all(known.map(async ([peer]) => [peer, await peer.isAvailable()] as const)),
);

describeIfShared("peers on labelled faces", "data", (data) => {
  const faces: LabelledFace[] = [];

  beforeAll(async () => {
    // The peers' TensorFlow.js complains of every kernel that another copy of it has registered already.
    jest.spyOn(console, "warn").mockImplementation(() => {});
    const model = sharedFile("models/face_detection_yunet_2023mar.onnx")!;
    await using detector = await createFaceDetector({ detector: "yunet", model });
    for (const { file, age, gender } of [...utkFace(join(data, "utkface")), ...lfw(join(data, "lfw-dev"))]) {
      const image = await loadImage(file);
      const found = mostCentralFace(await detector.detect(image), image);
      if (found?.landmarks) faces.push({ image, box: found.box, landmarks: found.landmarks, age, gender });
    }
  });

  for (const [peer, { accuracy, error }] of known) {
    const { available, reason } = availabilities.get(peer)!;
    const title = `${peer.name} is as good as it is known to be`;
    if (!available) {
      it.skip(`${title} (skipped: ${reason})`, () => {});
      continue;
    }
    it(title, async () => {
      await using model = await loadPeer(peer);
      const predictions = await model.predict(faces);
      const right = predictions.filter(({ gender }, index) => gender === faces[index]!.gender).length;
      const errors = predictions.flatMap(({ age }, index) => {
        const known = faces[index]!.age;
        return known === null ? [] : [Math.abs(age - known)];
      });
      expect(right / faces.length).toBeGreaterThanOrEqual(accuracy);
      expect(errors.reduce((sum, each) => sum + each, 0) / errors.length).toBeLessThanOrEqual(error);
      for (const { genderProbability } of predictions) expect(genderProbability).toBeGreaterThanOrEqual(0.5);
    });
  }
});

const spread = <T>(all: readonly T[]) =>
  Array.from({ length: facesOfEachSet }, (_, index) => all[Math.floor((index * all.length) / facesOfEachSet)]!);

/** UTKFace, 18 to 65 years: labels stand in the names, 0 is male. */
function utkFace(folder: string) {
  const samples = readdirSync(folder).flatMap((name) => {
    const [, age, gender] = /^(\d+)_([01])_[0-4]_/.exec(name) ?? [];
    const known = Number(age) >= 18 && Number(age) <= 65;
    return known ? [{ file: join(folder, name), age: Number(age), gender: genderName(gender === "0") }] : [];
  });
  return spread(samples);
}

function lfw(folder: string) {
  const lines = readFileSync(join(folder, "labels.csv"), "utf8").trim().split("\n").slice(1);
  const samples = lines.flatMap((line) => {
    const [file, , gender] = line.split(",");
    return gender ? [{ file: join(folder, file!), age: null, gender: genderName(gender === "1") }] : [];
  });
  return spread(samples);
}

const genderName = (male: boolean): "female" | "male" => (male ? "male" : "female");
