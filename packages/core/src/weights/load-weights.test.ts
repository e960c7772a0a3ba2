import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { randomWeights } from "@fagr/testing";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { createArchitecture } from "../architecture/architecture";
import { planNetwork } from "../architecture/plan";
import { DownloadError, InvalidArgumentError, WeightsError } from "../errors";
import { loadWeights, type WeightsSource } from "./load-weights";
import type { LoadedWeights, WeightsManifest } from "./manifest";
import { saveWeights, type WeightsDescription } from "./save-weights";

const architecture = createArchitecture("original-authors", {
  inputSize: 16,
  widthMultiplier: 0.125,
  ageRange: [0, 9],
});
const { tensors } = randomWeights(architecture, 1);
const description: WeightsDescription = {
  name: "round-trip",
  version: "1.2.3",
  description: "For tests",
  licence: "MIT",
  architecture,
  preprocessing: { colourOrder: "BGR", range: [-1, 1], resize: "triangle", boxScale: 1.1 },
  calibration: { ageTemperature: 1.5, genderTemperature: 1.1 },
  trainingData: [{ name: "none", licence: "CC0", images: 0, labels: "none" }],
  file: "numbers.bin",
};

let folder: string;
let manifest: WeightsManifest;
let data: Uint8Array;

beforeAll(async () => {
  ({ manifest, data } = await saveWeights(tensors, description));
  folder = await mkdtemp(join(tmpdir(), "fagr-weights-"));
  await mkdir(join(folder, "my model"));
  await writeFile(join(folder, "my model", "manifest.json"), JSON.stringify(manifest));
  await writeFile(join(folder, "my model", "numbers.bin"), data);
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const expectRoundTrip = (loaded: LoadedWeights) => {
  expect(loaded.manifest).toEqual(manifest);
  expect([...loaded.tensors.keys()]).toEqual([...tensors.keys()]);
  const bytes = (values: Iterable<Float32Array>) => Buffer.concat([...values].map((one) => new Uint8Array(one.buffer)));
  expect(Buffer.compare(bytes(loaded.tensors.values()), bytes(tensors.values()))).toBe(0);
};

describe("saveWeights", () => {
  it("writes what the description says, and what follows from it", () => {
    const { file, ...said } = description;
    expect(manifest).toEqual({
      ...said,
      format: "fagr-weights/1",
      labels: { age: { minimum: 0, maximum: 9 }, gender: ["female", "male"] },
      files: [{ path: file, bytes: data.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
  });

  it("writes little-endian float32 in the plan's order", () => {
    const first = [...tensors.values()][0]!;
    expect(new DataView(data.buffer).getFloat32(0, true)).toBe(first[0]);
    const last = [...tensors.values()].at(-1)!;
    expect(new DataView(data.buffer).getFloat32(data.length - 4, true)).toBe(last.at(-1));
  });

  it("leaves the calibration out where there is none", async () => {
    const { calibration: _, ...uncalibrated } = description;
    expect((await saveWeights(tensors, uncalibrated)).manifest).not.toHaveProperty("calibration");
  });

  it.each<[string, (changed: Map<string, Float32Array>, name: string) => void, RegExp]>([
    ["missing", (changed, name) => changed.delete(name), /"row1_conv\/kernel".*there is none/],
    [
      "too short",
      (changed, name) => changed.set(name, new Float32Array(3)),
      /"row1_conv\/kernel".*216.*\[3, 3, 3, 8\].*received 3/,
    ],
    [
      "not finite",
      (changed, name) => changed.set(name, new Float32Array(216).fill(Number.NaN, 5)),
      /"row1_conv\/kernel".*NaN at index 5/,
    ],
    ["unknown", (changed) => changed.set("row99/kernel", new Float32Array(1)), /row99\/kernel/],
  ])("refuses a tensor that is %s, naming it", async (_, change, message) => {
    const changed = new Map(tensors);
    change(changed, "row1_conv/kernel");
    await expect(saveWeights(changed, description)).rejects.toBeInstanceOf(WeightsError);
    await expect(saveWeights(changed, description)).rejects.toThrow(message);
  });

  it("refuses a bad field of the description", async () => {
    const bad = { ...description, preprocessing: { ...description.preprocessing, boxScale: -1 } };
    await expect(saveWeights(tensors, bad)).rejects.toThrow(/preprocessing\.boxScale/);
  });
});

describe("loadWeights", () => {
  it("reads a manifest's path, file URL and file URL as text, with the file beside it", async () => {
    const path = join(folder, "my model", "manifest.json");
    for (const location of [path, pathToFileURL(path), pathToFileURL(path).href])
      expectRoundTrip(await loadWeights(location));
  });

  it("fetches a manifest and the file beside it, and reports both", async () => {
    const fetch = jest.fn(async (input: unknown) =>
      new URL(String(input)).pathname.endsWith(".bin")
        ? new Response(data as Uint8Array<ArrayBuffer>)
        : Response.json(manifest),
    );
    const reported = new Set<string>();
    const location = new URL("https://example.org/models/manifest.json?version=3");
    const loaded = await loadWeights(location, {
      fetch: fetch as typeof globalThis.fetch,
      onProgress: ({ file }) => reported.add(file),
    });
    expectRoundTrip(loaded);
    const urls = [location.href, "https://example.org/models/numbers.bin?version=3"];
    expect(fetch.mock.calls.map(([url]) => url)).toEqual(urls);
    expect([...reported]).toEqual(urls);
  });

  it("takes a manifest with the file's location or bytes, also bytes that start at an odd place", async () => {
    const path = join(folder, "my model", "numbers.bin");
    const shifted = new Uint8Array(data.length + 1);
    shifted.set(data, 1);
    for (const file of [path, pathToFileURL(path), data, data.slice().buffer, shifted.subarray(1)])
      expectRoundTrip(await loadWeights({ manifest, file }));
  });

  it("takes loaded weights as they are, once they are checked", async () => {
    const loaded = { manifest, tensors };
    const checked = await loadWeights(loaded);
    expect(checked.manifest).toBe(manifest);
    expect(checked.tensors).toBe(tensors);
    expect(checked.plan).toEqual(planNetwork(manifest.architecture));
    const incomplete = { manifest, tensors: new Map([...tensors].slice(1)) };
    await expect(loadWeights(incomplete)).rejects.toBeInstanceOf(WeightsError);
  });

  it("notices a changed byte at the start, in the middle and at the end, by its SHA-256", async () => {
    for (const index of [0, Math.floor(data.length / 2), data.length - 1]) {
      const changed = data.slice();
      changed[index]! ^= 1;
      const loading = loadWeights({ manifest, file: changed });
      await expect(loading).rejects.toBeInstanceOf(WeightsError);
      await expect(loading).rejects.toThrow(new RegExp(`numbers.bin.*SHA-256 ${manifest.files[0].sha256}`));
    }
  });

  it.each([-4, 4])("notices a file that is %i bytes too long", async (change) => {
    const file = new Uint8Array(data.length + change);
    file.set(data.subarray(0, file.length));
    const loading = loadWeights({ manifest, file });
    await expect(loading).rejects.toBeInstanceOf(WeightsError);
    await expect(loading).rejects.toThrow(`expected ${data.length} bytes, received ${file.length}`);
  });

  it("refuses numbers that are not finite, even with the right SHA-256", async () => {
    const { createHash } = await import("node:crypto");
    const file = data.slice();
    new DataView(file.buffer).setFloat32(8, Number.POSITIVE_INFINITY, true);
    const sha256 = createHash("sha256").update(file).digest("hex");
    const files = [{ ...manifest.files[0], sha256 }] as const;
    await expect(loadWeights({ manifest: { ...manifest, files }, file })).rejects.toThrow(/Infinity at index 2/);
  });

  it("says that a page is no manifest", async () => {
    const path = join(folder, "page.json");
    await writeFile(path, "<html>");
    await expect(loadWeights(path)).rejects.toBeInstanceOf(WeightsError);
    await expect(loadWeights(path)).rejects.toThrow(/manifest \(JSON\) at .*page\.json/);
  });

  it("says which file beside the manifest is missing", async () => {
    const path = join(folder, "alone.json");
    await writeFile(path, JSON.stringify(manifest));
    await expect(loadWeights(path)).rejects.toBeInstanceOf(DownloadError);
    await expect(loadWeights(path)).rejects.toThrow(join(folder, "numbers.bin"));
  });

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["a number", 5],
    ["tensors alone", { tensors }],
    ["a manifest without a file", { manifest: randomWeights(architecture, 1).manifest }],
  ])("explains what it takes when it gets %s", async (_, source) => {
    await expect(loadWeights(source as WeightsSource)).rejects.toBeInstanceOf(InvalidArgumentError);
  });

  it("stops with the signal's reason", async () => {
    const reason = new Error("left");
    const signal = AbortSignal.abort(reason);
    await expect(loadWeights(join(folder, "my model", "manifest.json"), { signal })).rejects.toBe(reason);
  });
});
