import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { exportKeras, exportTfjs } from "@fagr/convert";
import type { LoadedWeights } from "@fagr/core/backend";
import { createArchitecture, loadWeights } from "@fagr/core/network";
import { describeIfShared, randomWeights } from "@fagr/testing";
import { describe, expect, test } from "@jest/globals";
import { useFolderWithRandomModel } from "../testing/random-model";
import { run } from "../testing/run";

const place = useFolderWithRandomModel();

/** Without the manifest that fagr's files carry, like a model that another program saved. */
async function writeTfjs(folder: string, weights: LoadedWeights) {
  const { model, data } = await exportTfjs(weights);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "model.json"), JSON.stringify({ ...model, userDefinedMetadata: undefined }));
  await writeFile(join(folder, "weights.bin"), data);
  return join(folder, "model.json");
}

describe("fagr import", () => {
  test("brings back what fagr export wrote, as it was", async () => {
    const original = await loadWeights(place.manifest);
    const file = join(place.folder, "model.h5");
    await writeFile(file, await exportKeras(original));
    const out = join(place.folder, "back");
    const { exitCode, stdout, stderr } = await run(["import", file, "--out", out]);
    expect([exitCode, stdout]).toEqual([0, `${join(out, "manifest.json")}\n`]);
    expect(stderr).toContain("Recognised mobilefacenet-62-0.75: 633,074 parameters");
    const { manifest, tensors } = await loadWeights(stdout.trimEnd());
    expect([...tensors]).toEqual([...original.tensors]);
    expect({ ...manifest, files: [] }).toEqual({ ...original.manifest, files: [] });
  });

  test("names a model that does not say what it is, and says what it takes it for", async () => {
    const architecture = createArchitecture("age-gender-62", { widthMultiplier: 0.25, ageRange: [0, 100] });
    const file = await writeTfjs(join(place.folder, "foreign"), randomWeights(architecture, 1));
    const out = join(place.folder, "named");
    expect((await run(["import", file, "--out", out])).stderr).toMatch(/48 age classes.*--ages/);
    const args = ["import", file, "--out", out, "--ages", "0-100", "--name", "mine", "--licence", "CC0"];
    const { exitCode, stderr } = await run(args);
    expect([exitCode, stderr]).toEqual([0, expect.stringMatching(/RGB pixels from 0 to 1 .* ages from 0 to 100/)]);
    const { manifest } = await loadWeights(join(out, "manifest.json"));
    expect(manifest).toMatchObject({ name: "mine", licence: "CC0", architecture: { widthMultiplier: 0.25 } });
  });

  test("makes a model like the one that it was made from", async () => {
    const original = await loadWeights(place.manifest);
    const file = await writeTfjs(join(place.folder, "trained-on"), original);
    const like = join(place.folder, "like.json");
    const said = {
      ...original.manifest,
      licence: "as before",
      preprocessing: { ...original.manifest.preprocessing, boxScale: 1.3 },
    };
    await writeFile(like, JSON.stringify(said));
    const out = join(place.folder, "alike");
    expect((await run(["import", file, "--out", out, "--like", like])).exitCode).toBe(0);
    const same = JSON.parse(await readFile(join(out, "manifest.json"), "utf8"));
    expect([same.licence, same.preprocessing.boxScale, same.name]).toEqual(["as before", 1.3, said.name]);
  });

  test("keeps no name, version and step count of numbers that have changed since", async () => {
    const original = await loadWeights(place.manifest);
    const tensors = new Map([...original.tensors].map(([name, values]) => [name, values.map((value) => value * 1.01)]));
    const file = await writeTfjs(join(place.folder, "trained-further"), { ...original, tensors });
    const out = join(place.folder, "further");
    const { exitCode, stderr } = await run(["import", file, "--out", out, "--like", place.manifest]);
    expect([exitCode, stderr]).toEqual([
      0,
      expect.stringContaining('the data that it was trained on since ("trainingData")'),
    ]);
    const { manifest } = await loadWeights(join(out, "manifest.json"));
    const { name, version, licence, trainingData } = original.manifest;
    expect(manifest).toMatchObject({ name: `${name}-trained-on`, version: "0.0.0", licence, trainingData });
    expect(manifest.description).toBe(`${name} ${version}, trained on outside of fagr`);
  });

  test("says what is wrong with a file, and writes nothing", async () => {
    const out = join(place.folder, "nothing");
    const text = join(place.folder, "notes.h5");
    await writeFile(text, "no HDF5");
    for (const [file, message] of [
      [text, /Keras file in HDF5/],
      [join(place.folder, "none.h5"), /Expected a file at .*none\.h5/],
      [place.manifest, /model\.json of a tfjs-layers model/],
    ] as const) {
      const { exitCode, stderr } = await run(["import", file, "--out", out]);
      expect([exitCode, stderr]).toEqual([1, expect.stringMatching(message)]);
    }
    const like = await run(["import", text, "--out", out, "--like", text]);
    expect([like.exitCode, like.stderr]).toEqual([1, expect.stringMatching(/manifest\.json at .*notes\.h5/)]);
    expect((await run(["import", text])).exitCode).toBe(2);
    await expect(readFile(join(out, "manifest.json"))).rejects.toThrow(/ENOENT/);
  });
});

describeIfShared("fagr import of the original authors' file", "reference/MFN.h5", (file) => {
  test("recognises it", async () => {
    const out = join(place.folder, "mfn");
    const { exitCode, stderr } = await run(["import", file, "--out", out, "--name", "mfn"]);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining("original-authors-62-0.75: 545,370 parameters")]);
  });
});
