/**
 * @jest-environment jsdom
 */
// What people's tests of React applications run in: jsdom, with Node's files of the packages (customExportConditions: ["node"]).
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { wasmBackend } from "@fagr/backend-wasm";
import { analyzeFaces, loadAgeGenderModel, loadImage } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import { weights } from "@fagr/weights";
import { describe, expect, it } from "@jest/globals";
import { imageDecoder } from "../../core/src/image/decode-browser";
import { completeLimits } from "../../core/src/image/image-limits";

const photo = fileURLToPath(new URL("../photos/astronaut.png", import.meta.url));
const message = (work: Promise<unknown>) =>
  work.then(
    () => "no error",
    (error: Error) => error.message,
  );

describe("in jsdom", () => {
  it("faces are found and their ages told, from paths, bytes and files", async () => {
    expect(globalThis.crypto?.subtle).toBeUndefined();
    const model = await loadAgeGenderModel({ backend: wasmBackend(), weights });
    const detector = await createFaceDetector();
    const faces = await analyzeFaces(photo, { model, detector });
    expect(faces).toHaveLength(1);
    const bytes = await readFile(photo);
    expect(await analyzeFaces(bytes, { model, detector })).toEqual(faces);
    expect(await analyzeFaces(new File([bytes], "astronaut.png"), { model, detector })).toEqual(faces);
    await Promise.all([model.dispose(), detector.dispose()]);
  });

  it("what only browsers can read is refused with what to do", async () => {
    const image = document.createElement("img");
    image.loading = "lazy";
    image.src = "http://localhost/face.jpg";
    document.body.append(image);
    expect(await message(loadImage(image))).toMatch(/Only browsers can read elements of a page: pass a path/);
    expect(await message(loadImage("http://localhost/face.jpg"))).toMatch(/no fetch.*jsdom.*customExportConditions/);
  });

  it("the files for browsers say how to get Node's", async () => {
    const request = { source: "the given bytes", limits: completeLimits({}), signal: undefined };
    const image = Object.assign(document.createElement("img"), { src: "http://localhost/face.jpg" });
    expect(await message(imageDecoder.decode(await readFile(photo), request))).toMatch(/jsdom.*customExportConditions/);
    expect(await message(imageDecoder.readDrawable(image, request))).toMatch(/jsdom.*customExportConditions/);
  });
});
