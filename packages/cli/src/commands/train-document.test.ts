import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { WeightsManifest } from "@fagr/core/network";
import { randomImage } from "@fagr/testing";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import sharp from "sharp";
import { astronaut } from "../testing/photos";
import { run } from "../testing/run";

let folder: string;
const at = (name: string) => join(folder, name);
const readme = fileURLToPath(new URL("../../../../README.md", import.meta.url));

async function writePicture(file: string, seed: number) {
  await mkdir(dirname(file), { recursive: true });
  const { data, width, height } = randomImage(40, 40, seed);
  await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(file);
}

/** Small trees as UTKFace (three faces of each age group, Asian and White) and CelebA are published. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-document-"));
  let seed = 0;
  for (let age = 19; age <= 64; age += 3)
    for (const race of [0, 2])
      for (let copy = 0; copy < 3; copy++)
        await writePicture(at(`data/utkface/${age}_${copy % 2}_${race}_2017${1000 + seed}.png`), seed++);
  const names = Array.from({ length: 40 }, (_, index) => `${String(index + 1).padStart(6, "0")}.png`);
  for (const name of names) await writePicture(at(`data/celeba/img_align_celeba/${name}`), seed++);
  const rows = names.map((name, index) => `${name} ${index % 2 === 0 ? 1 : -1} 1`);
  await writeFile(at("data/celeba/list_attr_celeba.txt"), `${names.length}\nMale Young\n${rows.join("\n")}\n`);
});
afterAll(() => rm(folder, { recursive: true }));

/** The lines of the README's "Train your own", for the trees of this test. */
async function readmeLine(command: string): Promise<string[]> {
  const line = new RegExp(`^npx fagr (${command} .*--(?:out|crops|model) .*?) *(?:#.*)?$`, "m");
  const section = (await readFile(readme, "utf8")).split("## Train your own")[1]!;
  const words = line.exec(section)![1]!.split(/\s+/);
  return words.map((word) =>
    word.replace(/data\//, `${at("data")}/`).replace(/^(crops|run|run\/manifest\.json|family\.jpg)$/, `${folder}/$1`),
  );
}

test("the README's own lines train the document's recipe from start to end", async () => {
  const prepare = await readmeLine("prepare");
  expect(prepare).toEqual(expect.arrayContaining([`utkface:${at("data/utkface")}`, `celeba:${at("data/celeba")}`]));
  const prepared = await run([...prepare, "--crops", "--box-scale", "1", "--size", "62"]);
  expect([prepared.exitCode, prepared.stderr]).toEqual([0, ""]);
  const train = await readmeLine("train");
  expect(train.join(" ")).toContain("--recipe document");
  const { exitCode, stderr } = await run([...train, "--steps", "1", "--batch", "32", "--workers", "0"]);
  expect([exitCode, stderr]).toEqual([
    0,
    expect.stringMatching(/gender: stage 1 of 2.*\n[\s\S]*age-gender: step 1\/1/),
  ]);
  const manifest = JSON.parse(await readFile(at("run/manifest.json"), "utf8")) as WeightsManifest;
  expect(manifest.trainingData.map(({ name, labels }) => [name, labels]).sort()).toEqual([
    ["celeba", "gender"],
    ["utkface", "age, gender"],
  ]);
  await copyFile(astronaut, at("family.jpg"));
  const predicted = await run(await readmeLine("predict"));
  expect([predicted.exitCode, predicted.lines]).toEqual([0, [expect.stringMatching(/family\.jpg: \d+ years/)]]);
});

test("a recipe that the data do not fit names the one that works, which says what it chose", async () => {
  const rows = Array.from(
    { length: 30 },
    (_, index) => `data/celeba/img_align_celeba/${String(index + 1).padStart(6, "0")}.png,${20 + (index % 10)},`,
  );
  await writeFile(at("labels.csv"), `file,age,gender\n${rows.join("\n")}\n`);
  await run([
    "prepare",
    `mine=csv:${at("labels.csv")}`,
    "--crops",
    "--box-scale",
    "1",
    "--size",
    "62",
    "--out",
    at("mine"),
  ]);
  const line = ["train", "--crops", at("mine"), "--steps", "1", "--batch", "8", "--workers", "0"];
  const refused = await run([...line, "--recipe", "compact", "--batch", "64", "--out", at("refused")]);
  expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining("fagr train --recipe fitted")]);
  const { exitCode, stderr } = await run([...line, "--out", at("fitted")]);
  expect([exitCode, stderr]).toEqual([
    0,
    expect.stringMatching(
      /^recipe fitted: batches of 8 faces\n {2}8 of americanEuropean, by age: 18-20 \d.*27-29 \d; nobody of 30-32, .*\n {2}the gender is not trained: no face has a label for it\n/,
    ),
  ]);
});
