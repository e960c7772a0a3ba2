import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { exportOnnx } from "@fagr/backend-onnx";
import { loadWeights } from "@fagr/core";
import { expect, test } from "@jest/globals";
import { useFolderWithRandomModel } from "../testing/random-model";
import { run } from "../testing/run";

const place = useFolderWithRandomModel();

test("fagr export writes the model as ONNX, also into a new folder", async () => {
  const file = join(place.folder, "new", "model.onnx");
  const { exitCode, stdout } = await run(["export", "--model", place.manifest, "--to", file]);
  expect([exitCode, stdout]).toEqual([0, `${file}\n`]);
  const expected = exportOnnx(await loadWeights(place.manifest));
  expect((await readFile(file)).equals(expected)).toBe(true);
});

test("fagr export wants to know where to", async () => {
  expect((await run(["export", "--model", place.manifest])).exitCode).toBe(2);
});
