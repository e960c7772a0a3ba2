import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AgeGenderPrediction } from "@fagr/core";
import { randomImage } from "@fagr/testing";
import { beforeAll, describe, expect, test } from "@jest/globals";
import sharp from "sharp";
import { astronaut } from "../testing/photos";
import { useFolderWithRandomModel } from "../testing/random-model";
import { run } from "../testing/run";

const place = useFolderWithRandomModel();
const names = ["a.png", "b.png", "c.png", "d.png"];
/** What the model says about the images, as `fagr predict` tells it. */
let predicted: AgeGenderPrediction[];

beforeAll(async () => {
  for (const [index, name] of names.entries()) {
    const { data, width, height } = randomImage(70, 90, 10 + index);
    await sharp(data, { raw: { width, height, channels: 3 } }).toFile(join(place.folder, name));
  }
  const files = names.map((name) => join(place.folder, name));
  const { lines } = await run([
    "predict",
    "--model",
    place.manifest,
    "--crops",
    "--json",
    "--full-precision",
    ...files,
  ]);
  predicted = lines.map((line) => JSON.parse(line).faces[0]);
});

async function evaluate(labels: string, ...args: string[]) {
  const file = join(place.folder, "labels.csv");
  await writeFile(file, labels);
  return run(["evaluate", "--model", place.manifest, "--labels", file, ...args]);
}

describe("fagr evaluate", () => {
  test("measures gender and age against the labels", async () => {
    // Right about the first two, wrong about the third, nothing known of the fourth's gender.
    const code = (index: number, right: boolean) => ((predicted[index]!.gender === "male") === right ? 1 : 0);
    const labels = `note,gender,file,age
x,${code(0, true)},a.png,20
x,${code(1, true)},b.png,30
x,${code(2, false)},c.png,70
x,,d.png,
`;
    const { exitCode, lines, stderr } = await evaluate(labels, "--images", place.folder, "--crops", "--json");
    expect([exitCode, stderr, lines.length]).toEqual([0, "", 1]);
    const report = JSON.parse(lines[0]!);
    expect(report).toMatchObject({ name: "labels", failed: 0, run: { source: "labels", detector: null } });
    const { count, facesNotFound, gender, age, byAge } = report.measurement;
    expect([count, facesNotFound]).toEqual([4, 0]);
    expect([gender.count, gender.accuracy.value]).toEqual([3, 2 / 3]);
    const [errorAt20, errorAt30] = [Math.abs(predicted[0]!.age - 20), Math.abs(predicted[1]!.age - 30)];
    expect([age.count, age.outsideAgeRange]).toEqual([2, 1]);
    expect(age.mae.value).toBeCloseTo((errorAt20 + errorAt30) / 2, 3);
    const errorAt = (year: number) => byAge.find((entry: { age: number }) => entry.age === year).mae;
    expect(errorAt(20)).toBeCloseTo(errorAt20, 3);
    expect(errorAt(30)).toBeCloseTo(errorAt30, 3);
    expect(errorAt(31)).toBeNull();
    expect(byAge).toHaveLength(48);
  });

  test("finds faces; where there is none the whole image is taken and counted", async () => {
    await copyFile(astronaut, join(place.folder, "astronaut.png"));
    const labels = "file,age,gender\nastronaut.png,,0\na.png,,1\n";
    const { exitCode, stdout } = await evaluate(labels, "--json");
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      failed: 0,
      run: { detector: "ssd-mobilenet-v1" },
      measurement: { count: 2, facesNotFound: 1, age: { count: 0, mae: { value: null } } },
    });
    expect(stdout).not.toContain("NaN");
  });

  test("a missing and an unreadable image are told, counted and fail at the end", async () => {
    await writeFile(join(place.folder, "broken.jpg"), "not an image");
    const labels = "file,age,gender\nnone.jpg,30,1\na.png,30,1\nbroken.jpg,30,0\n";
    const { exitCode, stdout, stderr } = await evaluate(labels, "--crops", "--json");
    expect(exitCode).toBe(1);
    const { failed, measurement } = JSON.parse(stdout);
    expect([failed, measurement.count, measurement.gender.count, measurement.age.count]).toEqual([2, 1, 1, 1]);
    expect(stderr).toContain("none.jpg");
    expect(stderr).toContain("broken.jpg");
  });

  test("copies count once, and not at all where their labels contradict each other", async () => {
    await copyFile(join(place.folder, "a.png"), join(place.folder, "a-again.png"));
    await copyFile(join(place.folder, "b.png"), join(place.folder, "b-again.png"));
    const labels = "file,age,gender\na.png,30,1\na-again.png,31,1\nb.png,30,1\nb-again.png,30,0\nc.png,40,0\n";
    const { run: head, measurement } = JSON.parse((await evaluate(labels, "--crops", "--json")).stdout);
    expect(head.leftOut).toEqual({ identical: 1, contradictingLabels: 2 });
    expect([head.pictures, measurement.count]).toEqual([2, 2]);
  });

  test("prints tables for people", async () => {
    const { exitCode, stdout } = await evaluate("file,age,gender\na.png,20,1\nb.png,50,1\n", "--crops");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Pictures +measured.*\nlabels +2 +0 +0\n/);
    expect(stdout).toMatch(/Gender +faces +accuracy.*male: recall +precision +F1/);
    expect(stdout).toMatch(/Known age .*\n18-23 +1 .*█/);
  });

  test("shows known beside answered ages, and warns of ages that are known and never answered", async () => {
    const record = (age: number, answered: number) =>
      JSON.stringify({
        ...{ file: `${age}.jpg`, source: "Mine", age, gender: null, faceFound: true },
        prediction: { age: answered, gender: "male", genderProbability: 0.9 },
      });
    const faces = Array.from({ length: 12 }, () => [record(25, 25), record(37, 26)]).flat();
    const file = join(place.folder, "two-bands.jsonl");
    await writeFile(
      file,
      [JSON.stringify({ format: "fagr-predictions/1", model: { name: "m" } }), ...faces, ""].join("\n"),
    );
    const { stdout, stderr } = await run(["evaluate", "--predictions", file]);
    expect(stdout).toMatch(/\n24-26 +12 +█+░* +24 +█{16}\n/);
    expect(stdout).toMatch(/\n36-38 +12 +█+░* +0 +░{16}\n/);
    expect(stderr).toContain("the labels include ages of 36 to 38 years, which are (almost) never predicted");
  });

  test("ages and gender alone narrow what is measured", async () => {
    const labels = "file,age,gender\na.png,20,1\nb.png,50,1\nc.png,30,\n";
    const measure = async (...args: string[]) =>
      JSON.parse((await evaluate(labels, "--crops", "--json", ...args)).stdout);
    const ages = await measure("--ages", "25-60");
    expect(ages.measurement).toMatchObject({ count: 2, settings: { ageRange: [25, 60] }, age: { count: 2 } });
    const gender = await measure("--gender-only");
    expect(gender.measurement).toMatchObject({ count: 2, gender: { count: 2 }, age: { count: 0 } });
  });

  test("a bad row ends it with the number of its line", async () => {
    const { exitCode, stdout, stderr } = await evaluate("file,age,gender\na.png,20,1\nb.png,20,7\n", "--json");
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("line 3");
  });

  test("a folder that is none is told before any work", async () => {
    const { exitCode, stderr } = await evaluate(
      "file,age,gender\na.png,20,1\n",
      "--images",
      join(place.folder, "nowhere"),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain("nowhere");
  });

  test("pictures are asked for, and predictions stand alone", async () => {
    expect(await run(["evaluate"])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("expected data sets"),
    });
    expect(await run(["evaluate", "utkface:a", "--predictions", "b.jsonl"])).toMatchObject({ exitCode: 2 });
    expect(await run(["evaluate", "--predictions", "b.jsonl", "--limit", "3"])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("--limit is for pictures"),
    });
    expect(await run(["evaluate", "--predictions", "b.jsonl"])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("b.jsonl"),
    });
    expect(await run(["evaluate", "utkface:a", "--images", "b"])).toMatchObject({ exitCode: 2 });
    expect(await run(["evaluate", "utkface:a", "utkface:b"])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('"utkface" twice'),
    });
  });
});
