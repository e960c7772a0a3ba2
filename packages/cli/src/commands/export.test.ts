import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { exportOnnx } from "@fagr/backend-onnx";
import { exportTflite, importKeras, importTfjs } from "@fagr/convert";
import { loadWeights } from "@fagr/core/network";
import { expect, test } from "@jest/globals";
import { useFolderWithRandomModel } from "../testing/random-model";
import { run } from "../testing/run";

const place = useFolderWithRandomModel();
const exportTo = (to: string, ...options: string[]) =>
  run(["export", "--model", place.manifest, "--to", to, ...options]);

test.each([
  [[], "float32"],
  [["--float16"], "float16"],
  [["--int8"], "int8"],
] as const)("fagr export writes the model as ONNX, also into a new folder: %j", async (options, dataType) => {
  const file = join(place.folder, dataType, "model.onnx");
  const { exitCode, stdout } = await exportTo(file, ...options);
  expect([exitCode, stdout]).toEqual([0, `${file}\n`]);
  const expected = exportOnnx(await loadWeights(place.manifest), { dataType });
  expect((await readFile(file)).equals(expected)).toBe(true);
});

test.each([
  [[], "float32"],
  [["--float16"], "float16"],
] as const)("fagr export writes the model for TensorFlow Lite: %j", async (options, dtype) => {
  const file = join(place.folder, dtype, "model.tflite");
  expect(await exportTo(file, ...options)).toMatchObject({ exitCode: 0, stdout: `${file}\n` });
  expect((await readFile(file)).equals(exportTflite(await loadWeights(place.manifest), { dtype }))).toBe(true);
});

test("fagr export writes Keras and tfjs-layers files with the numbers of the model", async () => {
  const { tensors } = await loadWeights(place.manifest);
  const keras = join(place.folder, "model.h5");
  expect(await exportTo(keras)).toMatchObject({ exitCode: 0, stdout: `${keras}\n` });
  expect([...(await importKeras(await readFile(keras))).tensors]).toEqual([...tensors]);
  const tfjs = join(place.folder, "tfjs", "model.json");
  for (const [to, ...options] of [[tfjs], [dirname(tfjs), "--format", "tfjs"]] as [string, ...string[]][]) {
    expect(await exportTo(to, ...options)).toMatchObject({ exitCode: 0, stdout: `${tfjs}\n` });
    expect([...(await importTfjs(tfjs)).tensors]).toEqual([...tensors]);
  }
});

test("fagr export --float16 halves a model of ours, which loads as before", async () => {
  const folder = join(place.folder, "half");
  const { exitCode, stdout, stderr } = await exportTo(folder, "--format", "fagr", "--float16");
  expect([exitCode, stdout]).toEqual([0, `${join(folder, "manifest.json")}\n`]);
  expect(stderr).toMatch(/Wrote the model random-5 0\.0\.0, 1\.2 MiB/);
  expect((await readdir(folder)).sort()).toEqual(["manifest.json", "random-5-float16.bin"]);
  const [half, full] = [await loadWeights(stdout.trimEnd()), await loadWeights(place.manifest)];
  expect(half.manifest.files[0].bytes).toBe(full.manifest.files[0].bytes / 2);
  for (const [name, values] of full.tensors) expect(half.tensors.get(name)![0]).toBeCloseTo(values[0]!, 2);
});

test("fagr export --int8 makes a model of ours a quarter as large, and names its file so", async () => {
  const folder = join(place.folder, "eight");
  const { exitCode } = await exportTo(folder, "--format", "fagr", "--int8");
  expect([exitCode, (await readdir(folder)).sort()]).toEqual([0, ["manifest.json", "random-5-int8.bin"]]);
  const [small, full] = [await loadWeights(join(folder, "manifest.json")), await loadWeights(place.manifest)];
  expect(small.manifest.files[0].bytes).toBeLessThan(0.3 * full.manifest.files[0].bytes);
  for (const [name, values] of full.tensors) expect(small.tensors.get(name)![0]).toBeCloseTo(values[0]!, 2);
});

test("fagr export says what it cannot write", async () => {
  expect((await run(["export", "--model", place.manifest])).exitCode).toBe(2);
  expect((await exportTo("model.onnx", "--format", "pickle")).exitCode).toBe(2);
  const nowhere = await exportTo(join(place.folder, "model"));
  expect([nowhere.exitCode, nowhere.stderr]).toEqual([1, expect.stringMatching(/\.onnx.*--format onnx \| tflite/)]);
  const half = await exportTo(join(place.folder, "half.h5"), "--float16");
  expect([half.exitCode, half.stderr]).toEqual([1, expect.stringMatching(/--float16.*keras/)]);
  const lite = await exportTo(join(place.folder, "eight.tflite"), "--int8");
  expect([lite.exitCode, lite.stderr]).toEqual([1, expect.stringMatching(/--int8 with .*onnx or fagr.*tflite/)]);
  const eight = await exportTo(join(place.folder, "eight.json"), "--int8");
  expect([eight.exitCode, eight.stderr]).toEqual([1, expect.stringMatching(/--int8 with .*onnx or fagr.*tfjs/)]);
  expect((await exportTo("model.onnx", "--int8", "--float16")).exitCode).toBe(2);
  expect(await readdir(place.folder)).not.toContain("half.h5");
});
