import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createArchitecture, saveWeights } from "@fagr/core/network";
import { randomWeights } from "@fagr/testing";
import { afterAll, beforeAll } from "@jest/globals";

/** A folder for the tests of one file, and in it a model of random numbers, in the format that users have theirs. */
export function useFolderWithRandomModel() {
  const place = { folder: "", manifest: "" };
  beforeAll(async () => {
    place.folder = await realpath(await mkdtemp(join(tmpdir(), "fagr-cli-")));
    place.manifest = join(place.folder, "manifest.json");
    const { manifest, tensors } = randomWeights(createArchitecture(), 5);
    const saved = await saveWeights(tensors, { ...manifest, file: "model.bin" });
    await writeFile(place.manifest, JSON.stringify(saved.manifest));
    await writeFile(join(place.folder, "model.bin"), saved.data);
  });
  afterAll(() => rm(place.folder, { recursive: true }));
  return place;
}
