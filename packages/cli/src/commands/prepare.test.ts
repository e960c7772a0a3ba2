import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dataSetNames } from "@fagr/data";
import { itIfShared } from "@fagr/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import sharp from "sharp";
import { astronaut } from "../testing/photos";
import { run, TextSink } from "../testing/run";

let folder: string;
const at = (name: string) => join(folder, name);

/** The astronaut, blurred by so many pixels; her face is 91 pixels wide, and the detector does not find it in the last. */
const blurs = [0, 1, 2, 30];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-prepare-"));
  await mkdir(at("faces"));
  await mkdir(at("others"));
  const face = sharp(astronaut).extract({ left: 100, top: 0, width: 260, height: 280 });
  for (const blur of blurs) {
    const picture = blur === 0 ? face.clone() : face.clone().blur(blur);
    await picture.png().toFile(at(`faces/${blur}.png`));
  }
  await writeFile(
    at("faces/labels.csv"),
    `file,age,gender\n${blurs.map((blur) => `${blur}.png,35,0\n`).join("")}gone.png,1,1\n`,
  );
  await copyFile(at("faces/0.png"), at("others/25_1_2_20170116174525125.jpg.chip.jpg"));
  const noise = sharp(Buffer.alloc(3 * 64 * 64, 127), { raw: { width: 64, height: 64, channels: 3 } });
  await noise.jpeg().toFile(at("others/30_0_2_20170116174525125.jpg.chip.jpg"));
});
afterAll(() => rm(folder, { recursive: true }));

const crops = () => [`mine=csv:${at("faces/labels.csv")}`, "--crops", "--box-scale", "1"];

describe("fagr prepare", () => {
  test("packs what is good enough, and prints one JSON object", async () => {
    const args = ["prepare", ...crops(), "--size", "32", "--out", at("one"), "--json"];
    const { exitCode, lines, stderr } = await run(args);
    expect([exitCode, stderr, lines.length]).toEqual([0, "", 1]);
    const report = JSON.parse(lines[0]!);
    expect(report).toMatchObject({ folder: at("one"), detector: null, size: 32, boxScale: 1 });
    expect(report.counts.bySource).toEqual({ mine: { kept: 3, dropped: { notASample: 1, tooBlurry: 1 } } });
    const { samples } = JSON.parse(await readFile(at("one/crops.json"), "utf8"));
    expect(samples.map(({ file }: { file: string }) => file)).toEqual(["0.png", "1.png", "2.png"]);
  });

  test("finds the faces and shows two tables", async () => {
    const sources = [`csv:${at("faces/labels.csv")}`, `utkface:${at("others")}`];
    const { exitCode, stdout, stderr } = await run([
      "prepare",
      ...sources,
      "--detector",
      "ssd",
      "--minimum-sharpness",
      "0",
      "--out",
      at("two"),
    ]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    // The copy of 0.png is labelled 25 and female, the original 35: both go.
    expect(stdout).toMatch(/source +kept +no sample +contradicting +no face\ncsv +2 +1 +1 +1\nutkface +0 +0 +1 +1\n/);
    expect(stdout).toMatch(/age +Asian +American-European\n33-35 +0 +2\n/);
    expect(stdout).toMatch(/Gender +2 female, 0 male, 0 unknown/);
    expect(stdout).toMatch(/Dropped +5 of 7, 71.4 %/);
    expect(JSON.parse(await readFile(at("two/crops.json"), "utf8"))).toMatchObject({ detector: "ssd-mobilenet-v1" });
  });

  itIfShared(
    "takes YuNet where its file is, and says so",
    "models/face_detection_yunet_2023mar.onnx",
    async (model) => {
      const before = process.env.XDG_CACHE_HOME;
      process.env.XDG_CACHE_HOME = at("cache");
      try {
        await mkdir(at("cache/fagr"), { recursive: true });
        await copyFile(model, at("cache/fagr/face_detection_yunet_2023mar.onnx"));
        const line = ["prepare", `csv:${at("faces/labels.csv")}`, "--minimum-sharpness", "0"];
        const { exitCode, stderr } = await run([...line, "--out", at("yunet")]);
        expect([exitCode, stderr]).toEqual([0, expect.stringMatching(/^Detecting faces with YuNet .*--detector ssd/)]);
        expect(JSON.parse(await readFile(at("yunet/crops.json"), "utf8")).detector).toMatch(/^yunet/);
        const { stderr: silence } = await run([...line, "--detector", "ssd", "--out", at("ssd")]);
        expect(silence).toBe("");
      } finally {
        if (before === undefined) delete process.env.XDG_CACHE_HOME;
        else process.env.XDG_CACHE_HOME = before;
      }
    },
  );

  test("draws kept and dropped faces in the order of their sharpness", async () => {
    const args = ["prepare", ...crops(), "--out", at("three"), "--contact-sheet", at("sheet.png")];
    expect(await run(args)).toMatchObject({ exitCode: 0 });
    const { data, info } = await sharp(at("sheet.png")).raw().toBuffer({ resolveWithObject: true });
    // Four tiles of 88 pixels, 6 between them.
    expect([info.width, info.height]).toEqual([6 + 4 * 94, 6 + 88 + 18 + 6]);
    const pixel = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
    // The first was dropped and has a frame in #ff8f7a; the last is the sharpest, and has none.
    expect(pixel(4, 50)).toEqual([255, 143, 122]);
    expect(pixel(4 + 3 * 94, 50)).toEqual([20, 23, 28]);
  });

  test("Ctrl-C leaves it resumable and says so", async () => {
    const stop = new AbortController();
    const args = ["prepare", ...crops(), "--out", at("four")];
    const stderr = new TextSink();
    stderr.isTTY = true;
    stderr._write = (chunk, _encoding, done) => {
      stderr.text += chunk;
      if (stderr.text.includes("1/4 images")) stop.abort();
      done();
    };
    const stopped = await run(args, { stderr, signal: stop.signal });
    expect(stopped.exitCode).toBe(130);
    expect(stderr.text).toMatch(/Stopped after [1-3] of 4 pictures. Run the same command again to continue.\n$/);
    expect(await run(args)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await readFile(at("four/crops.json"), "utf8")).toContain('"kept": 3');
  });

  test("its help names every reader", async () => {
    const { stdout } = await run(["prepare", "--help"]);
    const listed = /Readers: ([^.]+)\./.exec(stdout)![1]!.split(/,\s+/);
    expect(listed).toEqual([...dataSetNames]);
  });

  test("refuses what it does not know, before any work", async () => {
    const of = (...args: string[]) => run(["prepare", ...args, "--out", at("five")]);
    expect(await of("faces")).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("reader:path") });
    expect(await of("nothing:faces")).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("utkface") });
    expect(await of("utkface:a?part=train")).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("utkface has no option part"),
    });
    expect(await of("csv:a", "--contact-sheet", "a.gif")).toMatchObject({ exitCode: 2 });
    expect(await of("csv:a", "--minimum-size", "-3")).toMatchObject({ exitCode: 2 });
    expect(await of("csv:a", "--detector-size", "320")).toMatchObject({ exitCode: 2 });
    expect(await of("csv:a", "csv:b", "--crops")).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('"csv" twice'),
    });
    const other = await run(["prepare", ...crops(), "--size", "40", "--out", at("one")]);
    expect(other).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("holds crops of other") });
  });
});
