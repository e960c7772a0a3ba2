import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { randomImage } from "@fagr/testing";
import { beforeAll, describe, expect, test } from "@jest/globals";
import sharp from "sharp";
import { useFolderWithRandomModel } from "../testing/random-model";
import { run, TextSink } from "../testing/run";

const place = useFolderWithRandomModel();
const at = (name: string) => join(place.folder, name);
/** More than a batch of pictures as UTKFace names them, men and women of all ages. */
const count = 40;

beforeAll(async () => {
  await mkdir(at("faces"));
  for (let index = 0; index < count; index++) {
    const { data, width, height } = randomImage(62, 62, index);
    const name = `${18 + index}_${index % 2}_${index % 5}_20170116${String(index).padStart(9, "0")}.png`;
    await sharp(data, { raw: { width, height, channels: 3 } }).toFile(at(`faces/${name}`));
  }
});

const faces = () => `Faces=utkface:${at("faces")}`;
const evaluate = (args: string[], io: Parameters<typeof run>[1] = {}) =>
  run(["evaluate", "--model", place.manifest, "--backend", "wasm", "--crops", ...args], io);
const read = (name: string) => readFile(at(name), "utf8");

describe("a report of fagr evaluate", () => {
  test("holds predictions, figures, tables and plots, and is drawn again from the predictions alone", async () => {
    const { exitCode, stdout, stderr } = await evaluate([faces(), "--out", at("one")]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain("report.md");
    const plots = ["age-distribution", "age-errors", "calibration", "gender-confusion"];
    const files = plots.flatMap((name) => [`${name}.png`, `${name}.svg`]);
    const report = ["report.json", "report.md"];
    expect(await readdir(at("one"))).toEqual([...files, "predictions-Faces.jsonl", ...report].sort());
    const [head, ...records] = (await read("one/predictions-Faces.jsonl")).trim().split("\n");
    expect(JSON.parse(head!)).toMatchObject({
      format: "fagr-predictions/1",
      backend: "wasm",
      source: "Faces",
      dataSet: `utkface:${at("faces")}`,
      pictures: count,
    });
    expect(records).toHaveLength(count);
    expect(JSON.parse(records[0]!)).toMatchObject({
      source: "Faces",
      age: 18,
      gender: "male",
      groups: { ethnicity: "White" },
    });
    expect(await read("one/report.md")).toContain("(age-errors.svg)");

    const again = await run(["evaluate", "--predictions", at("one/predictions-Faces.jsonl"), "--out", at("again")]);
    expect(again).toMatchObject({ exitCode: 0, stdout });
    for (const file of [...report, "age-errors.svg"])
      expect(await read(`again/${file}`)).toBe(await read(`one/${file}`));
  });

  test("sets several runs side by side", async () => {
    const options = [faces(), "--limit", "10"];
    await evaluate([...options, "--out", at("plain")]);
    await evaluate([...options, "--mirror", "--out", at("mirrored")]);
    const files = ["plain", "mirrored"].map((name) => at(`${name}/predictions-Faces.jsonl`));
    const { lines } = await run(["evaluate", "--predictions", ...files, "--json"]);
    const [plain, mirrored] = lines.map((line) => JSON.parse(line));
    expect([plain.name, mirrored.name]).toEqual(["as it is", "mirror averaged"]);
    expect(plain.measurement.count).toBe(10);
    expect(plain.run.facesSha256).toBe(mirrored.run.facesSha256);
    expect(plain.measurement.age.mae.value).not.toBe(mirrored.measurement.age.mae.value);
    const table = await run(["evaluate", "--predictions", ...files]);
    expect(table.stdout).toMatch(/\nas it is +10 .*\nmirror averaged +10 /);
  });

  test("Ctrl-C keeps what is predicted; the same command goes on and ends as if it had not been stopped", async () => {
    const args = [faces(), "--out", at("stopped")];
    const stop = new AbortController();
    const stderr = new TextSink();
    stderr.isTTY = true;
    stderr._write = (chunk, _encoding, done) => {
      stderr.text += chunk;
      if (stderr.text.includes(`20/${count} images`)) stop.abort();
      done();
    };
    expect((await evaluate(args, { stderr, signal: stop.signal })).exitCode).toBe(130);
    const [, stoppedAt] = /Stopped after (\d+) of 40 pictures. Run the same command again to continue.\n$/.exec(
      stderr.text,
    )!;
    expect(Number(stoppedAt)).toBeGreaterThanOrEqual(20);
    expect(Number(stoppedAt)).toBeLessThan(count);
    const before = await read("stopped/predictions-Faces.jsonl");
    expect(before.trim().split("\n")).toHaveLength(1 + Number(stoppedAt));
    expect(await readdir(at("stopped"))).toHaveLength(1);
    expect(await evaluate(args)).toMatchObject({ exitCode: 0 });
    const after = await read("stopped/predictions-Faces.jsonl");
    expect(after.startsWith(before)).toBe(true);
    expect(after).toBe(await read("one/predictions-Faces.jsonl"));
  });

  test("predictions of another run are not mixed with new ones", async () => {
    const before = await read("one/predictions-Faces.jsonl");
    const other = await evaluate([faces(), "--out", at("one"), "--limit", "5", "--mirror"]);
    expect(other.exitCode).toBe(1);
    expect(other.stderr).toMatch(/mirror: false there, true now; chosen faces: .*"limit":5.* now/);
    expect(other.stderr).toContain("--overwrite");
    expect(await read("one/predictions-Faces.jsonl")).toBe(before);
    const replacing = [faces(), "--out", at("plain"), "--limit", "3", "--overwrite", "--json"];
    expect(JSON.parse((await evaluate(replacing)).stdout).measurement.count).toBe(3);
  });

  test("a data set that changed meanwhile is told", async () => {
    await mkdir(at("few"));
    await writeFile(at("few/labels.csv"), "file,age,gender\n../faces/18_0_0_20170116000000000.png,18,1\n");
    const args = [`csv:${at("few")}`, "--out", at("changed")];
    expect((await evaluate(args)).exitCode).toBe(0);
    await writeFile(at("few/labels.csv"), "file,age,gender\n../faces/18_0_0_20170116000000000.png,19,1\n");
    expect(await evaluate(args)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("pictures or labels") });
  });

  test("packed crops give what their pictures give", async () => {
    const prepared = ["prepare", faces(), "--crops", "--minimum-sharpness", "0", "--out", at("crops")];
    expect((await run([...prepared, "--size", "62", "--box-scale", "1"])).exitCode).toBe(0);
    const options = ["--part", "validation", "--validation-share", "0.3", "--json"];
    const pictures = JSON.parse((await evaluate([faces(), ...options])).stdout);
    const crops = JSON.parse((await evaluate(["--crop-set", at("crops"), ...options])).stdout);
    expect([crops.name, crops.run.detector, pictures.run.detector]).toEqual(["Faces", "none, packed 62x62", null]);
    const of = ({ measurement: { count, gender, age } }: typeof crops) => [count, gender.confusion, age.mae, age.bias];
    expect(of(crops)).toEqual(of(pictures));
    expect(crops.measurement.count).toBeGreaterThan(3);
    expect(crops.measurement.count).toBeLessThan(25);
  });
});
