import { randomWeights } from "@fagr/testing";
import { describe, expect, it } from "@jest/globals";
import { f16round, getFloat16 } from "@petamoriken/float16";
import { createArchitecture } from "../architecture/architecture";
import { planNetwork, weightSpecs } from "../architecture/plan";
import { WeightsError } from "../errors";
import { loadWeights } from "./load-weights";
import { saveWeights } from "./save-weights";

const architecture = createArchitecture("original-authors", {
  inputSize: 16,
  widthMultiplier: 0.125,
  ageRange: [0, 9],
});
const { manifest, tensors } = randomWeights(architecture, 1);
const description = { ...manifest, file: "numbers.bin" };
const fullBytes = manifest.files[0].bytes;

describe("saveWeights with a dtype", () => {
  it("writes float16 on request: half the bytes, and the manifest says so", async () => {
    const half = await saveWeights(tensors, { ...description, dtype: "float16" });
    expect(half.data.length).toBe(fullBytes / 2);
    expect(half.manifest.files[0]).toMatchObject({ dtype: "float16", bytes: fullBytes / 2 });
    const first = [...tensors.values()][0]!;
    expect(getFloat16(new DataView(half.data.buffer), 0, true)).toBe(f16round(first[0]!));
  });

  it("refuses float16 where a number is too large for it, naming the tensor and the way out", async () => {
    const changed = new Map(tensors);
    const values = tensors.get("row1_conv_bn/movingVariance")!.slice();
    values[3] = 1e6;
    changed.set("row1_conv_bn/movingVariance", values);
    const saving = saveWeights(changed, { ...description, dtype: "float16" });
    await expect(saving).rejects.toBeInstanceOf(WeightsError);
    await expect(saving).rejects.toThrow(/"row1_conv_bn\/movingVariance".*65504.*1000000 at index 3.*Save.*as float32/);
    await expect(saveWeights(changed, description)).resolves.toBeDefined();
  });

  it("refuses a dtype that it does not know", async () => {
    const saving = saveWeights(tensors, { ...description, dtype: "int4" as "int8" });
    await expect(saving).rejects.toThrow(/"float32" or "float16" or "int8".*"int4"/);
  });
});

describe("loadWeights with a dtype", () => {
  it("widens float16 to the float32 that it was rounded to", async () => {
    const half = await saveWeights(tensors, { ...description, dtype: "float16" });
    const loaded = await loadWeights({ manifest: half.manifest, file: half.data });
    for (const [name, values] of tensors)
      expect([name, loaded.tensors.get(name)]).toEqual([name, values.map((value) => f16round(value))]);
  });

  it("gives int8 back as float32, each kernel off by half a step of its channel at most", async () => {
    const small = await saveWeights(tensors, { ...description, dtype: "int8" });
    expect(small.manifest.files[0]).toMatchObject({ dtype: "int8", bytes: small.data.length });
    expect(small.data.length).toBeLessThan(0.35 * fullBytes);
    const loaded = await loadWeights({ manifest: small.manifest, file: small.data });
    for (const { name, kind, shape } of weightSpecs(planNetwork(architecture))) {
      const [full, rounded] = [tensors.get(name)!, loaded.tensors.get(name)!];
      if (kind !== "kernel" && kind !== "denseKernel") {
        expect([name, rounded]).toEqual([name, full.map((value) => f16round(value))]);
        continue;
      }
      const channels = shape.at(-1)!;
      const largest = new Float32Array(channels);
      for (const [index, value] of full.entries())
        largest[index % channels] = Math.max(largest[index % channels]!, Math.abs(value));
      const steps = full.map((value, index) => Math.abs(value - rounded[index]!) / (largest[index % channels]! / 127));
      expect([name, Math.max(...steps) < 0.5001]).toEqual([name, true]);
    }
  });
});
