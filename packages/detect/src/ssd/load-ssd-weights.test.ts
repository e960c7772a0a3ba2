import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { DownloadError, InvalidArgumentError, WeightsError } from "@fagr/core";
import { describe, expect, test } from "@jest/globals";
import { buildSsdGraph, readSsdPriors } from "./graph";
import { loadInstalledSsd, loadSsdWeights, type SsdModelSource } from "./load-ssd-weights";
import { QuantisedWeights } from "./quantised-weights";

const installed = createRequire(import.meta.url).resolve(
  "@vladmandic/face-api/model/ssd_mobilenetv1_model-weights_manifest.json",
);
const weightsPath = join(dirname(installed), "ssd_mobilenetv1_model.bin");

describe("loadSsdWeights", () => {
  test("finds the files that come with the package and has all that the network needs", async () => {
    const weights = await loadSsdWeights();
    const priors = readSsdPriors(weights);
    expect(priors.map(({ length }) => length / 4)).toEqual([3072, 1536, 384, 96, 24, 6]);
    expect(priors.every((map) => map.every((value) => Number.isFinite(value)))).toBe(true);
    // 5.6 million numbers, less the classes that are left out.
    const kernels = buildSsdGraph(weights).operations.map((operation) =>
      "kernel" in operation ? operation.kernel.length : 0,
    );
    expect(kernels.reduce((sum, length) => sum + length)).toBeGreaterThan(5e6);
  });

  test("takes the manifest's location, or both files by location or by bytes", async () => {
    const manifest = new Uint8Array(await readFile(installed));
    const sources: SsdModelSource[] = [
      installed,
      pathToFileURL(installed),
      { manifest, weights: pathToFileURL(weightsPath) },
      { manifest: installed, weights: (await readFile(weightsPath)).buffer.slice(0) as ArrayBuffer },
    ];
    const expected = readSsdPriors(await loadSsdWeights());
    for (const source of sources) expect(readSsdPriors(await loadSsdWeights(source))).toEqual(expected);
  });

  test("a served manifest finds its file beside it, through the given fetch", async () => {
    const asked: string[] = [];
    const fetch = async (url: RequestInfo | URL) => {
      asked.push(String(url));
      return new Response(await readFile(String(url).includes("manifest") ? installed : weightsPath));
    };
    await loadSsdWeights("https://example.org/models/manifest.json?v=2", { fetch });
    expect(asked).toEqual([
      "https://example.org/models/manifest.json?v=2",
      "https://example.org/models/ssd_mobilenetv1_model.bin?v=2",
    ]);
  });

  test.each([
    ["the manifest's location", "https://example.org/models/manifest.json"],
    ["both files", { manifest: "https://example.org/manifest.json", weights: "https://example.org/weights.bin" }],
  ])("progress by %s knows the size behind a server that compresses", async (_, source) => {
    // As such a server answers: encoded, so that the length on the wire says nothing.
    const headers = { "content-encoding": "br", "content-length": "1000" };
    let manifestIsHere: () => void;
    const waiting = new Promise<void>((resolve) => {
      manifestIsHere = resolve;
    });
    const fetch = async (url: RequestInfo | URL) => {
      if (String(url).includes("manifest")) return new Response(await readFile(installed), { headers });
      await waiting;
      return new Response(await readFile(weightsPath), { headers });
    };
    const totals = new Set<number | null>();
    await loadSsdWeights(source, {
      fetch,
      onProgress: ({ file, loadedBytes, totalBytes }) => {
        if (file.includes("manifest") && loadedBytes === totalBytes) setTimeout(manifestIsHere, 0);
        if (!file.includes("manifest")) totals.add(totalBytes);
      },
    });
    expect([...totals]).toEqual([5_616_957]);
  });

  test("both files are asked for before either is here", async () => {
    const asked: string[] = [];
    const fetch = async (url: RequestInfo | URL): Promise<Response> => {
      asked.push(String(url));
      return new Promise(() => {});
    };
    const stop = new AbortController();
    const source = { manifest: "https://example.org/a", weights: "https://example.org/b" };
    const loading = loadSsdWeights(source, { fetch, signal: stop.signal });
    setTimeout(() => stop.abort(new Error("Seen enough.")), 10);
    await expect(loading).rejects.toThrow("Seen enough.");
    expect(asked.sort()).toEqual(["https://example.org/a", "https://example.org/b"]);
  });

  test("other files are refused", async () => {
    const folder = await mkdtemp(join(tmpdir(), "fagr-ssd-"));
    try {
      const path = join(folder, "manifest.json");
      await expect(loadSsdWeights(path)).rejects.toThrow(DownloadError);
      await writeFile(path, "<html>");
      await expect(loadSsdWeights(path)).rejects.toThrow(WeightsError);
      await writeFile(path, "[]");
      await expect(loadSsdWeights(path)).rejects.toThrow(/"paths"/);
      await writeFile(
        path,
        JSON.stringify([{ paths: ["x.bin"], weights: [{ name: "a", shape: [2], dtype: "float32" }] }]),
      );
      await writeFile(join(folder, "x.bin"), new Uint8Array(8));
      const other = await loadSsdWeights(path);
      expect(() => buildSsdGraph(other)).toThrow(WeightsError);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test.each([[null], [7], [{}], [{ manifest: "a" }]])("%j is no source", async (source) => {
    await expect(loadSsdWeights(source as unknown as SsdModelSource)).rejects.toThrow(InvalidArgumentError);
  });

  test("where the files that come with the package are not served, it says what to do", async () => {
    const served = "https://example.org/models/ssd-mobilenet-v1/ssd_mobilenetv1_model-weights_manifest.json";
    for (const answer of [new Response(null, { status: 404 }), new Response("<html>")]) {
      const loading = loadInstalledSsd(served, { fetch: async () => answer });
      await expect(loading).rejects.toThrow(WeightsError);
      await expect(loading).rejects.toThrow(/folder models of @fagr\/detect.+createFaceDetector\(\{ model/);
    }
  });

  test("an abort stays an abort", async () => {
    const signal = AbortSignal.abort(new Error("no longer wanted"));
    await expect(loadSsdWeights(undefined, { signal })).rejects.toThrow("no longer wanted");
  });

  test("the weights are those of the package that the goldens were taken with", async () => {
    const weights = new QuantisedWeights(
      JSON.parse(await readFile(installed, "utf8")),
      new Uint8Array(await readFile(weightsPath)),
    );
    const bias = weights.tensor("MobilenetV1/Conv2d_0_pointwise/convolution_bn_offset", [32]);
    expect(Math.min(...bias)).toBeCloseTo(-7.371970778820562, 6);
  });
});
