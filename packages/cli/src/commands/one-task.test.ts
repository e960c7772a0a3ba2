import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomImage } from "@fagr/testing";
import { ageGenderStage, noAugmentation } from "@fagr/training";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import sharp from "sharp";
import { run } from "../testing/run";
import { smallNetwork } from "../testing/small-network";

let folder: string;
const at = (name: string) => join(folder, name);
const stage = {
  ...ageGenderStage,
  name: "one",
  architecture: smallNetwork,
  batches: { kind: "plain", size: 8 },
  schedule: { kind: "constant", learningRate: 0.003, steps: 2 },
  augmentation: noAugmentation,
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-one-task-"));
  for (let index = 0; index < 24; index++) {
    const { data, width, height } = randomImage(40, 40, index);
    await sharp(data, { raw: { width, height, channels: 3 } }).toFile(at(`${index}.png`));
  }
  const lines = (label: (index: number) => string) => Array.from({ length: 24 }, (_, index) => label(index)).join("");
  await writeFile(at("gender.csv"), `file,age,gender\n${lines((index) => `${index}.png,,${index % 2}\n`)}`);
  await writeFile(at("age.csv"), `file,age,gender\n${lines((index) => `${index}.png,${20 + (index % 10)},\n`)}`);
  await writeFile(at("both.csv"), `file,age,gender\n${lines((index) => `${index}.png,${20 + (index % 10)},1\n`)}`);
  await writeFile(at("recipe.json"), JSON.stringify(stage));
});
afterAll(() => rm(folder, { recursive: true }));

async function ok(args: readonly string[]) {
  const result = await run([...args]);
  expect([result.exitCode, result.exitCode === 0 ? "" : result.stderr]).toEqual([0, ""]);
  return result;
}

const fieldsOf = { age: ["age", "ageInterval"], gender: ["gender", "genderProbability"] };

test.each(["gender", "age"] as const)("weights that learned the %s alone tell nothing else, anywhere", async (task) => {
  const other = task === "age" ? "gender" : "age";
  await ok(["prepare", `mine=csv:${at(`${task}.csv`)}`, "--crops", "--size", "32", "--out", at(`${task}-crops`)]);
  const out = at(`${task}-run`);
  await ok(["train", "--crops", at(`${task}-crops`), "--recipe", at("recipe.json"), "--workers", "0", "--out", out]);
  const model = join(out, "manifest.json");
  expect(JSON.parse(await readFile(model, "utf8")).tasks).toEqual([task]);

  const predict = ["predict", "--model", model, "--crops", at("0.png")];
  const [face] = JSON.parse((await ok([...predict, "--json"])).stdout).faces;
  expect(Object.keys(face)).toEqual(["box", "score", ...fieldsOf[task]]);
  const line = (await ok([...predict, "--annotate", at(`${task}-drawn`)])).stdout;
  expect(line).toMatch(task === "age" ? /: \d+ years \(\d+-\d+\), box/ : /: (fe)?male \d+ %, box/);
  const [header, row] = (await ok([...predict, "--csv"])).stdout
    .trim()
    .split("\n")
    .map((text) => text.split(","));
  const filled = header!.filter((name, index) => row![index] !== "" && /age|gender/.test(name));
  expect(filled).toEqual(task === "age" ? ["age", "age_low", "age_high"] : ["gender", "gender_probability"]);
  const refused = await run([...predict, "--only", other]);
  expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining(`--only ${task}`)]);

  const evaluated = await ok([
    "evaluate",
    "--model",
    model,
    "--labels",
    at("both.csv"),
    "--images",
    folder,
    "--crops",
    "--json",
  ]);
  const { measurement } = JSON.parse(evaluated.stdout);
  expect(measurement[task].count).toBe(24);
  expect(measurement[other].count).toBe(0);

  await ok(["export", "--model", model, "--to", at(`${task}.onnx`)]);
  const onnx = (await readFile(at(`${task}.onnx`))).toString("latin1");
  expect([onnx.includes(`Output "${task}"`), onnx.includes(`Output "${other}"`)]).toEqual([true, false]);
  await ok(["export", "--model", model, "--to", at(`${task}.h5`)]);
  await ok(["import", at(`${task}.h5`), "--out", at(`${task}-back`), "--ages", "20-29"]);
  expect(JSON.parse(await readFile(at(`${task}-back/manifest.json`), "utf8")).tasks).toEqual([task]);
});
