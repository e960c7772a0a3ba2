import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { randomImage } from "@fagr/testing";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "csv-parse/sync";
import sharp from "sharp";
import { astronaut } from "../testing/photos";
import { useFolderWithRandomModel } from "../testing/random-model";
import { run } from "../testing/run";

const place = useFolderWithRandomModel();
let crops: string;
const predict = (...args: string[]) => run(["predict", "--model", place.manifest, ...args]);

beforeAll(async () => {
  crops = join(place.folder, "crops");
  await mkdir(crops);
  for (const [index, name] of ["a.png", "b.png", "c.jpg"].entries()) {
    const { data, width, height } = randomImage(60 + index, 80, index);
    await sharp(data, { raw: { width, height, channels: 3 } }).toFile(join(crops, name));
  }
  await writeFile(join(crops, "notes.txt"), "not an image");
});

describe("fagr predict", () => {
  test("finds the face of the astronaut", async () => {
    const { exitCode, lines, stderr } = await predict(astronaut, "--json");
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    expect(lines).toHaveLength(1);
    const answer = JSON.parse(lines[0]!);
    expect(answer).toEqual({
      file: astronaut,
      width: 512,
      height: 512,
      faces: [
        {
          box: { x: expect.any(Number), y: expect.any(Number), width: expect.any(Number), height: expect.any(Number) },
          score: expect.any(Number),
          age: expect.any(Number),
          ageInterval: [expect.any(Number), expect.any(Number)],
          gender: expect.stringMatching(/^(fe)?male$/),
          genderProbability: expect.any(Number),
        },
      ],
    });
    const [{ box, score, age, ageInterval, genderProbability }] = answer.faces;
    // Between her eyes, in the photo.
    expect(box.x).toBeLessThan(224);
    expect(box.x + box.width).toBeGreaterThan(224);
    expect(box.y).toBeLessThan(105);
    expect(box.y + box.height).toBeGreaterThan(105);
    expect(box.width).toBeGreaterThan(60);
    expect(box.width).toBeLessThan(160);
    expect(score).toBeGreaterThan(0.5);
    expect(ageInterval[0]).toBeLessThanOrEqual(age);
    expect(ageInterval[1]).toBeGreaterThanOrEqual(age);
    expect(genderProbability).toBeGreaterThanOrEqual(0.5);
  });

  test("answers in the order of the files, however many are read at once", async () => {
    const alone = await predict(crops, "--crops", "--json");
    const together = await predict(crops, "--crops", "--json", "--concurrency", "3");
    expect(alone.lines).toHaveLength(3);
    expect(together.lines).toEqual(alone.lines);
    const wrong = await predict(crops, "--crops", "--concurrency", "0");
    expect([wrong.exitCode, wrong.stderr]).toEqual([2, expect.stringContaining("whole number >= 1")]);
  });

  test("writes a line a face for people", async () => {
    const { exitCode, lines } = await predict(astronaut);
    expect(exitCode).toBe(0);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/astronaut\.png: \d+ years \(\d+-\d+\), (fe)?male \d+ %, box \d+x\d+ at \d+,\d+$/);
  });

  test("says that there is no face, which is no failure", async () => {
    const { exitCode, lines } = await predict(join(crops, "a.png"));
    expect([exitCode, lines]).toEqual([0, [`${join(crops, "a.png")}: no face found`]]);
    const json = await predict(join(crops, "a.png"), "--json");
    expect(JSON.parse(json.stdout)).toMatchObject({ width: 60, height: 80, faces: [] });
  });

  test("--crops takes each whole image as a face, in the order of the input", async () => {
    const { exitCode, lines } = await predict("--crops", "--json", "--full-precision", join(crops, "c.jpg"), crops);
    expect(exitCode).toBe(0);
    const answers = lines.map((line) => JSON.parse(line));
    expect(answers.map(({ file }) => basename(file))).toEqual(["c.jpg", "a.png", "b.png", "c.jpg"]);
    for (const { faces, width, height } of answers) {
      expect(faces).toHaveLength(1);
      expect(faces[0]).toMatchObject({ box: { x: 0, y: 0, width, height }, score: 1 });
    }
    expect(new Set(answers.map(({ faces }) => faces[0].age)).size).toBe(3);
    // The same image alone and in a batch.
    expect(answers[3].faces[0].age).toBeCloseTo(answers[0].faces[0].age, 3);
  });

  test("a file that is no image and one that is missing fail at the end, and the others are answered", async () => {
    const inputs = [join(crops, "notes.txt"), join(crops, "a.png"), join(crops, "*.gif"), join(crops, "b.png")];
    const json = await predict("--crops", "--json", ...inputs);
    expect(json.exitCode).toBe(1);
    expect(json.stderr).toBe("");
    const answers = json.lines.map((line) => JSON.parse(line));
    expect(answers.map(({ file }) => file)).toEqual(inputs);
    expect(answers.map((answer) => Object.keys(answer).join())).toEqual([
      "file,error",
      "file,width,height,faces",
      "file,error",
      "file,width,height,faces",
    ]);
    const people = await predict("--crops", ...inputs);
    expect(people.exitCode).toBe(1);
    expect(people.lines).toHaveLength(2);
    expect(people.stderr).toContain("notes.txt");
    expect(people.stderr).toContain("*.gif");
  });

  test("--json gives no digit that means nothing, and all of them where asked for", async () => {
    const face = async (...args: string[]) =>
      JSON.parse((await predict("--crops", "--json", join(crops, "a.png"), ...args)).stdout).faces[0];
    const [rounded, full] = [await face(), await face("--full-precision")];
    expect(rounded.age).toBe(Number(full.age.toFixed(2)));
    expect(rounded.genderProbability).toBe(Number(full.genderProbability.toFixed(4)));
    expect(String(full.age).length).toBeGreaterThan(String(rounded.age).length);
  });

  test("--csv writes a table that says of every picture what was found or what was wrong", async () => {
    const odd = join(place.folder, 'odd, "name".png');
    await copyFile(join(crops, "a.png"), odd);
    const csv = await predict("--crops", "--csv", odd, join(crops, "notes.txt"));
    expect(csv.exitCode).toBe(1);
    expect(csv.stderr).toBe("");
    const rows = parse(csv.stdout, { columns: true }) as Record<string, string>[];
    const { faces } = JSON.parse((await predict("--crops", "--json", odd)).stdout);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      ...{ file: odd, face: "1", x: "0", y: "0", width: "60", height: "80", error: "" },
      ...{ age: String(faces[0].age), age_low: String(faces[0].ageInterval[0]), gender: faces[0].gender },
    });
    expect(rows[1]).toMatchObject({ file: join(crops, "notes.txt"), face: "", age: "" });
    expect(rows[1]!.error).toContain("notes.txt");
    const none = await predict("--csv", join(crops, "a.png"));
    expect(parse(none.stdout, { columns: true })).toMatchObject([{ face: "", error: "" }]);
  });

  test.each(["age", "gender"] as const)("--only %s leaves the other out, wherever it prints", async (only) => {
    const args = ["--crops", "--only", only, join(crops, "a.png")];
    const [face] = JSON.parse((await predict("--json", ...args)).stdout).faces;
    expect("age" in face).toBe(only === "age");
    expect("ageInterval" in face).toBe(only === "age");
    expect("gender" in face).toBe(only === "gender");
    expect("genderProbability" in face).toBe(only === "gender");
    const [row] = parse((await predict("--csv", ...args)).stdout, { columns: true }) as Record<string, string>[];
    expect([row!.age === "", row!.gender === ""]).toEqual([only !== "age", only !== "gender"]);
    expect((await predict(...args)).lines[0]).toMatch(
      only === "age" ? /: \d+ years \(\d+-\d+\), box/ : /: (fe)?male \d+ %, box/,
    );
  });

  test("--at-least says how likely an age has been reached: less likely the higher it is", async () => {
    const chance = async (age: string) =>
      JSON.parse((await predict("--crops", "--json", "--at-least", age, join(crops, "a.png"))).stdout).faces[0]
        .probabilityAtLeast;
    const [young, old] = [await chance("21"), await chance("60")];
    expect(old).toBeGreaterThan(0);
    expect(young).toBeGreaterThan(old);
    expect(young).toBeLessThan(1);
    const { lines } = await predict("--crops", "--at-least", "30", join(crops, "a.png"));
    expect(lines[0]).toMatch(/, at least 30: \d+ %, box/);
    const refused = await predict("--crops", "--at-least", "80", join(crops, "a.png"));
    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining("to 65")]);
  });

  test("--min-score drops faces that the detector is less sure of", async () => {
    const score = JSON.parse((await predict(astronaut, "--json", "--full-precision")).stdout).faces[0].score;
    const least = (value: number) => predict(astronaut, "--min-score", String(value));
    expect((await least(score - 0.001)).lines[0]).toContain("years");
    expect((await least(0.99999)).lines[0]).toContain("no face found");
  });

  test("--interval widens the interval of the age", async () => {
    const width = async (interval: string) => {
      const { stdout } = await predict("--crops", "--json", "--interval", interval, join(crops, "a.png"));
      const [lowest, highest] = JSON.parse(stdout).faces[0].ageInterval;
      return highest - lowest;
    };
    expect(await width("0.95")).toBeGreaterThan(await width("0.5"));
  });

  test("--mirror answers with the mean of a face and its mirror image", async () => {
    const file = join(crops, "b.png");
    const mirrored = join(place.folder, "mirrored.png");
    await sharp(file).flop().toFile(mirrored);
    const age = async (...args: string[]) => {
      const { stdout } = await predict("--crops", "--json", "--full-precision", ...args);
      return JSON.parse(stdout).faces[0].age;
    };
    const [straight, other] = [await age(file), await age(mirrored)];
    expect(Math.abs(straight - other)).toBeGreaterThan(1e-3);
    expect(await age("--mirror", file)).toBeCloseTo((straight + other) / 2, 3);
  });

  test("says who is outside the model's ages and what is no face, where the model is calibrated for it", async () => {
    const manifest = JSON.parse(await readFile(place.manifest, "utf8"));
    const weights = (bias: number) => ({
      bias,
      logYoungest: 0,
      logOldest: 0,
      meanAge: 0,
      ageDeviation: 0,
      genderDoubt: 0,
    });
    const calibrated = join(dirname(place.manifest), "calibrated.json");
    // Odds 8 : 1 : 1 for younger, older and within, and 1 : 9 for no face, whatever the answer.
    const calibration = {
      ageTemperature: 1,
      genderTemperature: 1,
      ageRange: { younger: weights(Math.log(8)), older: weights(0), shares: { younger: 0.2, older: 0.1 } },
      noFace: { weights: weights(-Math.log(9)), share: 0.02 },
    };
    await writeFile(calibrated, JSON.stringify({ ...manifest, calibration }));
    const args = ["predict", "--model", calibrated, "--crops", join(crops, "a.png")];
    const { lines } = await run(args);
    expect(lines[0]).toMatch(/male \d+ %, younger than 18 \(80 %\), box/);
    const { outsideAgeRange, noFaceProbability } = JSON.parse((await run([...args, "--json"])).stdout).faces[0];
    expect(outsideAgeRange.younger).toBeCloseTo(0.8, 6);
    expect(outsideAgeRange.older).toBeCloseTo(0.1, 6);
    expect(noFaceProbability).toBeCloseTo(0.1, 6);
  });

  test("--annotate writes pictures of the same name and size, and never over the source", async () => {
    const before = await readFile(join(crops, "a.png"));
    const other = join(place.folder, "other");
    await mkdir(other);
    await copyFile(join(crops, "b.png"), join(other, "a.png"));
    const inputs = [join(crops, "a.png"), join(other, "a.png"), join(crops, "c.jpg")];
    const { exitCode, lines } = await predict("--crops", "--json", "--annotate", crops, ...inputs);
    expect(exitCode).toBe(0);
    const written = lines.map((line) => JSON.parse(line).annotated);
    expect(written).toEqual(["a-2.png", "a-3.png", "c-2.jpg"].map((name) => join(crops, name)));
    expect((await readFile(join(crops, "a.png"))).equals(before)).toBe(true);
    expect(await sharp(written[0]).metadata()).toMatchObject({ format: "png", width: 60, height: 80 });
    expect(await sharp(written[2]).metadata()).toMatchObject({ format: "jpeg", width: 62, height: 80 });
    expect((await readFile(written[0])).equals(before)).toBe(false);
  });

  test("runs on the backend that is named", async () => {
    const { exitCode, stdout } = await predict(
      "--crops",
      "--json",
      "--backend",
      "onnxruntime-web",
      join(crops, "a.png"),
    );
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).faces).toHaveLength(1);
  });

  test("says that a training has not ended where there are only its checkpoints", async () => {
    const stopped = join(place.folder, "stopped");
    await mkdir(stopped);
    await writeFile(join(stopped, "step-00000018.checkpoint"), "");
    const { exitCode, stderr } = await run(["predict", astronaut, "--model", join(stopped, "manifest.json")]);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/the training has not ended\. Continue it with/)]);
  });

  test("a model that is missing is told in one line", async () => {
    const { exitCode, stdout, stderr } = await run(["predict", astronaut, "--model", join(place.folder, "none.json")]);
    expect(exitCode).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^fagr: .*none\.json.*\n$/);
    const verbose = await run(["predict", astronaut, "--model", join(place.folder, "none.json"), "--verbose"]);
    expect(verbose.exitCode).toBe(1);
    expect(verbose.stderr).toMatch(/\n\s+at .*\ncaused by: /s);
  });

  test("yunet without its file says how to get it", async () => {
    const before = process.env.XDG_CACHE_HOME;
    process.env.XDG_CACHE_HOME = join(place.folder, "cache");
    try {
      const { exitCode, stderr } = await predict("--detector", "yunet", astronaut);
      expect(exitCode).toBe(1);
      expect(stderr).toContain("fagr download yunet");
    } finally {
      if (before === undefined) delete process.env.XDG_CACHE_HOME;
      else process.env.XDG_CACHE_HOME = before;
    }
  });

  test.each([
    ["no input", ["predict"]],
    ["an unknown option", ["predict", "a.jpg", "--colour"]],
    ["an unknown detector", ["predict", "a.jpg", "--detector", "retina"]],
    ["an unknown backend", ["predict", "a.jpg", "--backend", "tensorflow"]],
    ["an unknown guess", ["predict", "a.jpg", "--only", "height"]],
    ["two formats", ["predict", "a.jpg", "--json", "--csv"]],
    ["a score that is none", ["predict", "a.jpg", "--min-score", "2"]],
    ["a score without a detector", ["predict", "a.jpg", "--crops", "--min-score", "0.5"]],
    ["an interval that is no probability", ["predict", "a.jpg", "--interval", "1"]],
    ["a model for the detector that has one", ["predict", "a.jpg", "--detector", "ssd", "--detector-model", "x.onnx"]],
  ])("%s is a usage error", async (_what, args) => {
    const { exitCode, stdout, stderr } = await run(args);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^error: /);
  });
});
