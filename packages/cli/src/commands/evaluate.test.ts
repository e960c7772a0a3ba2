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
  const { lines } = await run(["predict", "--model", place.manifest, "--crops", "--json", ...files]);
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
    expect(report).toMatchObject({ count: 4, noFace: 0, failed: 0, outsideAgeRange: 1 });
    expect(report.gender).toMatchObject({ count: 3, accuracy: 2 / 3 });
    const [errorAt20, errorAt30] = [Math.abs(predicted[0]!.age - 20), Math.abs(predicted[1]!.age - 30)];
    expect(report.age.count).toBe(2);
    expect(report.age.mae).toBeCloseTo((errorAt20 + errorAt30) / 2, 3);
    expect(report.age.byAge["20"]).toBeCloseTo(errorAt20, 3);
    expect(report.age.byAge["30"]).toBeCloseTo(errorAt30, 3);
    expect(report.age.byAge["31"]).toBeNull();
    expect(Object.keys(report.age.byAge)).toHaveLength(48);
  });

  test("finds faces; where there is none the whole image is taken and counted", async () => {
    await copyFile(astronaut, join(place.folder, "astronaut.png"));
    const labels = "file,age,gender\nastronaut.png,,0\na.png,,1\n";
    const { exitCode, stdout } = await evaluate(labels, "--json");
    expect(exitCode).toBe(0);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ count: 2, noFace: 1, failed: 0, age: { count: 0, mae: null } });
    expect(stdout).not.toContain("NaN");
  });

  test("a missing and an unreadable image are told, counted and fail at the end", async () => {
    await writeFile(join(place.folder, "broken.jpg"), "not an image");
    const labels = "file,age,gender\nnone.jpg,30,1\na.png,30,1\nbroken.jpg,30,0\n";
    const { exitCode, stdout, stderr } = await evaluate(labels, "--crops", "--json");
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ count: 1, failed: 2, gender: { count: 1 }, age: { count: 1 } });
    expect(stderr).toContain("none.jpg");
    expect(stderr).toContain("broken.jpg");
  });

  test("prints a table for people", async () => {
    const { exitCode, stdout } = await evaluate("file,age,gender\na.png,20,1\nb.png,,1\n", "--crops");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Images   2 measured, 0 failed");
    expect(stdout).toMatch(/recall +precision +F1/);
    expect(stdout).toMatch(/female +- /);
    expect(stdout).toMatch(/\n +20 +\d+\.\d\d +1 +█/);
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

  test("labels are asked for", async () => {
    expect((await run(["evaluate"])).exitCode).toBe(2);
  });
});
