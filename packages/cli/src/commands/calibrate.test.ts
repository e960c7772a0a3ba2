import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { randomImage } from "@fagr/testing";
import { expect, test } from "@jest/globals";
import sharp from "sharp";
import { useFolderWithRandomModel } from "../testing/random-model";
import { run } from "../testing/run";

const place = useFolderWithRandomModel();
const at = (name: string) => join(place.folder, name);

test("calibrate writes what it fitted into the manifest, after which predict is silent about it", async () => {
  await mkdir(at("faces"));
  const rows = ["file,age,gender"];
  for (let index = 0; index < 130; index++) {
    const { data, width, height } = randomImage(64, 64, index);
    await sharp(data, { raw: { width, height, channels: 3 } }).toFile(at(`faces/${index}.png`));
    rows.push(`${index}.png,${18 + (index % 48)},${index % 2}`);
  }
  await writeFile(at("faces/labels.csv"), rows.join("\n"));
  const source = `csv:${at("faces/labels.csv")}`;
  const filter = ["--minimum-sharpness", "0"];
  expect(await run(["prepare", source, "--crops", "--out", at("crops"), ...filter])).toMatchObject({ exitCode: 0 });

  const predict = () => run(["predict", at("faces/0.png"), "--crops", "--model", place.manifest, "--backend", "wasm"]);
  expect((await predict()).stderr).toContain("not calibrated");
  const calibrate = (...args: string[]) =>
    run(["calibrate", place.manifest, "--crops", at("crops"), "--backend", "wasm", ...args]);
  const few = await calibrate("--validation-share", "0.3");
  expect(few).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("at least 100 faces of a known age") });

  const manifest = async () => JSON.parse(await readFile(place.manifest, "utf8"));
  const before = await manifest();
  const dry = await calibrate("--validation-share", "0.95", "--dry-run", "--json");
  expect(dry).toMatchObject({ exitCode: 0 });
  expect(await manifest()).toEqual(before);
  expect(await calibrate("--validation-share", "0.95")).toMatchObject({ exitCode: 0 });
  expect(await manifest()).toEqual({ ...before, calibration: JSON.parse(dry.stdout) });
  // Fitted to the network's own answers, not to calibrated ones: a second time gives the same.
  expect((await calibrate("--validation-share", "0.95", "--json")).stdout).toBe(dry.stdout);
  expect((await predict()).stderr).not.toContain("not calibrated");

  const training = ["--recipe", "plain", "--steps", "1", "--batch", "4", "--workers", "0", "--validation-share", "0.9"];
  expect(await run(["train", "--crops", at("crops"), "--out", at("run"), ...training])).toMatchObject({ exitCode: 0 });
  const trained = JSON.parse(await readFile(at("run/manifest.json"), "utf8"));
  expect(trained.calibration.ageTemperature).toBeGreaterThan(0);
});
