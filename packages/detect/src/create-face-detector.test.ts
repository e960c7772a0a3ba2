import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DisposedError, type FaceDetector, InvalidArgumentError, loadImage, WeightsError } from "@fagr/core";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type CreateFaceDetectorOptions, createFaceDetector } from "./create-face-detector";
import { intersectionOverUnion } from "./geometry/non-maximum-suppression";
import { override } from "./test-support/override";
import { groupPicture, loadAstronaut, noisePicture, plainPicture } from "./test-support/pictures";
import { lfwFolder, testWith, yunetPath } from "./test-support/shared";
import { downloadYunet } from "./yunet/download";

const detectors: { name: string; options: CreateFaceDetectorOptions; files: string[] }[] = [
  { name: "ssd", options: {}, files: [] },
  { name: "yunet", options: { detector: "yunet", model: yunetPath }, files: [yunetPath] },
];

describe.each(detectors)("every detector: $name", ({ options, files }) => {
  const check = testWith(...files);
  let detector: FaceDetector;
  beforeAll(async () => {
    if (check === test) detector = await createFaceDetector(options);
  });
  afterAll(() => detector?.dispose());

  check("no face is an empty list", async () => {
    expect(await detector.detect(plainPicture(300, 200))).toEqual([]);
    expect(await detector.detect(noisePicture(200, 300))).toEqual([]);
    expect(await detector.detect(plainPicture(1, 1))).toEqual([]);
  });

  check("faces come with the highest score first, and survive JSON", async () => {
    const faces = await detector.detect(await groupPicture());
    const scores = faces.map(({ score }) => score);
    expect(scores).toHaveLength(3);
    expect(scores).toEqual(scores.toSorted((first, second) => second - first));
    expect(JSON.parse(JSON.stringify(faces))).toEqual(faces);
  });

  check("boxes are in pixels of the picture, wherever the face is", async () => {
    const { width, height, data } = await loadAstronaut();
    const wide = { width: 2 * width, height, data: new Uint8Array(2 * data.length) };
    for (let row = 0; row < height; row++)
      wide.data.set(data.subarray(row * width * 3, (row + 1) * width * 3), (row * 2 + 1) * width * 3);
    const [face] = await detector.detect({ width, height, data });
    const [moved] = await detector.detect(wide);
    const shifted = { ...face!.box, x: face!.box.x + width };
    // At half the size the boxes are coarser; a slip in the scale or the offset would leave far less.
    expect(intersectionOverUnion(moved!.box, shifted)).toBeGreaterThan(0.75);
  });

  check("pictures that are given at once get their own answers", async () => {
    const pictures = [await loadAstronaut(), plainPicture(90, 60), await groupPicture(), await loadAstronaut()];
    const alone = [];
    for (const picture of pictures) alone.push(await detector.detect(picture));
    expect(await Promise.all(pictures.map((picture) => detector.detect(picture)))).toEqual(alone);
    expect(alone[3]).toEqual(alone[0]);
  });

  check("stops when told to, and works on afterwards", async () => {
    const picture = await loadAstronaut();
    const reason = new Error("enough");
    await expect(detector.detect(picture, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const running = detector.detect(picture, { signal: controller.signal });
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
    expect(await detector.detect(picture)).toHaveLength(1);
  });

  check("a bad picture is an error that says what was expected", async () => {
    await expect(detector.detect({ width: 2, height: 2, data: new Uint8Array(16) })).rejects.toThrow(/12 bytes of RGB/);
    await expect(detector.detect(undefined as never)).rejects.toThrow(InvalidArgumentError);
  });

  check("dispose lets a running call finish, may be repeated, and ends the use", async () => {
    const picture = await loadAstronaut();
    const short = await createFaceDetector(options);
    const running = short.detect(picture);
    const disposals = [short.dispose(), short.dispose(), short[Symbol.asyncDispose]()];
    await expect(short.detect(picture)).rejects.toThrow(DisposedError);
    expect(await running).toHaveLength(1);
    await Promise.all(disposals);
    await expect(short.detect(picture)).rejects.toThrow(DisposedError);
  });

  check("minimumScore and maximumFaces choose", async () => {
    const group = await groupPicture();
    const all = await detector.detect(group);
    await using best = await createFaceDetector({ ...options, maximumFaces: 1 });
    expect(await best.detect(group)).toEqual(all.slice(0, 1));
    const between = (all[0]!.score + all[1]!.score) / 2;
    await using strict = await createFaceDetector({ ...options, minimumScore: between });
    expect(await strict.detect(group)).toEqual(all.slice(0, 1));
  });
});

testWith(yunetPath, lfwFolder)(
  "both find the main face of photos from the news, at the same place",
  async () => {
    const files = (await readdir(lfwFolder)).filter((file) => file.endsWith(".jpg")).sort();
    const sample = Array.from({ length: 40 }, (_, index) => files[Math.floor(((index + 0.5) * files.length) / 40)]!);
    await using ssd = await createFaceDetector();
    await using yunet = await createFaceDetector({ detector: "yunet", model: yunetPath });
    const overlaps: number[] = [];
    const found = { ssd: 0, yunet: 0 };
    for (const file of sample) {
      const image = await loadImage(join(lfwFolder, file));
      // These photos are centred on their main face; other people may stand behind.
      const isCentral = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) =>
        x < image.width / 2 && x + width > image.width / 2 && y < image.height / 2 && y + height > image.height / 2;
      const first = (await ssd.detect(image)).find(({ box }) => isCentral(box));
      const second = (await yunet.detect(image)).find(({ box }) => isCentral(box));
      if (first) found.ssd++;
      if (second) found.yunet++;
      if (first && second) overlaps.push(intersectionOverUnion(first.box, second.box));
    }
    expect(found.ssd).toBeGreaterThanOrEqual(38);
    expect(found.yunet).toBeGreaterThanOrEqual(38);
    const median = overlaps.toSorted((first, second) => first - second)[overlaps.length >> 1]!;
    expect(median).toBeGreaterThan(0.85);
  },
  600_000,
);

describe("createFaceDetector", () => {
  test.each([
    [{ detector: "retina" }, /"ssd" or "yunet".*"retina"/],
    [{ minimumScore: 1.5 }, /minimumScore.*1\.5/],
    [{ minimumScore: Number.NaN }, /minimumScore/],
    [{ maximumFaces: 0 }, /maximumFaces.*0/],
    [{ maximumFaces: 2.5 }, /maximumFaces/],
  ])("%j is refused", async (options, message) => {
    const creation = createFaceDetector(options as CreateFaceDetectorOptions);
    await expect(creation).rejects.toThrow(InvalidArgumentError);
    await expect(creation).rejects.toThrow(message);
  });

  test("stops when told to", async () => {
    await expect(createFaceDetector({ signal: AbortSignal.abort(new Error("no")) })).rejects.toThrow("no");
  });

  testWith(yunetPath)("finds a YuNet that was downloaded, and says what to do without one", async () => {
    const cache = await mkdtemp(join(tmpdir(), "fagr-cache-"));
    try {
      using _env = override(process, "env", { ...process.env, XDG_CACHE_HOME: cache });
      await expect(createFaceDetector({ detector: "yunet" })).rejects.toThrow(WeightsError);
      await expect(createFaceDetector({ detector: "yunet" })).rejects.toThrow(/fagr download yunet/);
      await downloadYunet(undefined, { fetch: async () => new Response(await readFile(yunetPath)) });
      await using detector = await createFaceDetector({ detector: "yunet" });
      expect(detector.name).toBe("yunet");
    } finally {
      await rm(cache, { recursive: true });
    }
  });
});
