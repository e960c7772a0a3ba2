import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomImage } from "@fagr/testing";
import { ageGenderStage, noAugmentation } from "@fagr/training";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { parquetReadObjects } from "hyparquet";
import sharp from "sharp";
import { run } from "../testing/run";
import { smallNetwork } from "../testing/small-network";

// A network with further heads, in all that the command line writes. One attribute is named as a column of the tables is, and one is known of too few
// faces to be calibrated.

const count = 240;
const recipe = {
  ...ageGenderStage,
  name: "heads",
  architecture: {
    ...smallNetwork,
    attributes: { glasses: ["no", "yes"], score: ["bad", "fair, or so", "good"], hat: ["no", "yes"] },
  },
  batches: { kind: "plain", size: 32 },
  schedule: { kind: "constant", learningRate: 0.01, steps: 60 },
  batchNormMomentum: 0.8,
  augmentation: noAugmentation,
};
let folder: string;
const at = (name: string) => join(folder, name);

async function ok(...args: string[]) {
  const result = await run(args);
  expect([result.exitCode, result.exitCode === 0 ? "" : result.stderr]).toEqual([0, ""]);
  return result;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-attributes-"));
  const lines = ["file,age,gender,glasses,score,hat"];
  for (let index = 0; index < count; index++) {
    const glasses = index % 2;
    const colour = [100 * glasses, 60 + 10 * (index % 10), index % 3 === 1 ? 150 : 0];
    // Identical pictures would be one face.
    const noise = randomImage(36, 36, index).data;
    const pixels = noise.map((value, byte) => colour[byte % 3]! + (value & 63));
    await sharp(pixels, { raw: { width: 36, height: 36, channels: 3 } })
      .png()
      .toFile(at(`${index}.png`));
    // A seventh of the labels of glasses is wrong, so that a fit to them is less sure than the training was.
    const known = (index % 7 === 3 ? 1 - glasses : glasses) === 1 ? "yes" : "no";
    const hat = index < 30 ? ["no", "yes"][index % 2] : "";
    const score = ["bad", '"fair, or so"', "good"][index % 3];
    lines.push(`${index}.png,${20 + (index % 10)},${index % 2},${known},${score},${hat}`);
  }
  await writeFile(at("labels.csv"), lines.join("\n"));
  await writeFile(at("recipe.json"), JSON.stringify(recipe));
  const source = `mine=csv:${at("labels.csv")}?attributes=glasses,score,hat`;
  await ok(
    "prepare",
    source,
    "--crops",
    "--size",
    "36",
    "--box-scale",
    "1",
    "--minimum-sharpness",
    "0",
    "--out",
    at("crops"),
  );
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

test("attributes are calibrated, and have columns in every table", async () => {
  const validation = ["--validation-share", "0.5"];
  const recipeArgs = ["--crops", at("crops"), "--recipe", at("recipe.json"), ...validation];
  const trained = await ok("train", ...recipeArgs, "--workers", "0", "--out", at("run"));
  expect(trained.stderr).toContain("hat is not calibrated: that takes 100 faces whose hat is known");
  const model = at("run/manifest.json");
  const { calibration } = JSON.parse(await readFile(model, "utf8"));
  expect(Object.keys(calibration.attributeTemperatures)).toEqual(["glasses", "score"]);
  const printed = await ok("calibrate", model, "--crops", at("crops"), ...validation);
  expect(printed.stdout).toMatch(
    /gender temperature {2}[\d.]+\nglasses temperature [\d.]+\nscore temperature {3}[\d.]+\n/,
  );

  const files = [at("0.png"), at("1.png"), at("2.png")];
  const predict = ["predict", "--model", model, "--crops", ...files];
  const answers = (await ok(...predict, "--json")).lines.map((line) => JSON.parse(line).faces[0].attributes);
  expect(answers[0]).toEqual({
    glasses: { label: "no", probability: expect.any(Number) },
    score: { label: expect.any(String), probability: expect.any(Number) },
    hat: { label: expect.any(String), probability: expect.any(Number) },
  });
  expect(answers[1].glasses.label).toBe("yes");

  // A missing file is a row, and an exit code of 1.
  const table = (await run([...predict, at("none.png"), "--csv"])).stdout;
  const cells = parse(table, { columns: true }) as Record<string, string>[];
  const columns = [
    "glasses",
    "glasses_probability",
    "attribute_score",
    "attribute_score_probability",
    "hat",
    "hat_probability",
  ];
  expect(table.split("\n")[0]).toContain(`,gender_probability,${columns.join(",")},younger,`);
  for (const [index, answer] of answers.entries())
    expect(columns.map((column) => cells[index]![column])).toEqual(
      ["glasses", "score", "hat"].flatMap((name) => [answer[name].label, String(answer[name].probability)]),
    );
  expect(Number(cells[0]!.score)).toBe(1);
  expect(columns.map((column) => cells[3]![column])).toEqual(columns.map(() => ""));
  const only = await ok(...predict, "--only", "age", "--csv");
  expect((parse(only.stdout, { columns: true }) as Record<string, string>[])[0]).toMatchObject({ glasses: "" });
  expect((await ok(...predict, "--only", "age", "--json")).stdout).not.toContain("glasses");
  expect((await ok(...predict, "--only", "age")).stdout).not.toContain("glasses");

  await writeFile(at("list.txt"), ["0.png", "1.png", "none.png", "2.png"].join("\n"));
  await ok("label", "--list", at("list.txt"), "--out", at("labels"), "--crops", "--model", model);
  const bytes = await readFile(at("labels/part-00000000.parquet"));
  const parts = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
  expect(Object.keys(parts[0]!).slice(-9)).toEqual(["gender", "gender_probability", ...columns, "others"]);
  const read = parts.filter(({ error }) => error === null);
  for (const [index, answer] of answers.entries()) {
    expect(read[index]).toMatchObject({ glasses: answer.glasses.label, attribute_score: answer.score.label });
    expect(read[index]!.glasses_probability).toBeCloseTo(answer.glasses.probability, 4);
  }
  expect(parts[2]).toMatchObject({ file: "none.png", glasses: null, glasses_probability: null });
}, 120_000);
