import { InvalidArgumentError } from "@fagr/core";
import { createArchitecture } from "@fagr/core/network";
import { randomBatch, randomWeights, referenceProbabilities } from "@fagr/testing";
import { findChromium } from "@fagr/testing/browser";
import { describe, expect, it } from "@jest/globals";
import { exportTflite } from "./export-tflite";
import { askLiteRt } from "./testing/litert-referee";
import { askInterpreter, itIfInterpreter } from "./testing/tflite-referee";

// Sums in another order than ours; probabilities are at most 1.
const tolerance = 1e-5;

const variants = [
  createArchitecture(),
  // Dense layers without a bias, a separable first convolution, residuals from the second block on, odd sizes.
  createArchitecture("original-authors", { name: "branched", widthMultiplier: 0.25 }),
  createArchitecture("age-gender-62", {
    name: "with attributes",
    widthMultiplier: 0.25,
    attributes: { glasses: ["no", "yes"], hair: ["black", "fair", "none"] },
  }),
];

function expectClose(answers: ArrayLike<number>, expected: ArrayLike<number>, within = tolerance): void {
  expect(answers).toHaveLength(expected.length);
  for (let index = 0; index < expected.length; index++)
    expect(Math.abs(answers[index]! - expected[index]!)).toBeLessThan(within);
}

const chromium = findChromium();
if (!chromium)
  console.warn("Skipped, because no Chromium was found (set CHROMIUM_PATH): LiteRT.js runs what is written");

(chromium ? describe : describe.skip)("LiteRT.js", () => {
  it.each(variants)("answers a file of $name as the layers do", async (architecture) => {
    const weights = randomWeights(architecture, 3);
    const batch = randomBatch(architecture, 2, 1);
    const model = exportTflite(weights, { batch: 2 });
    const { age, gender, ...others } = await askLiteRt(chromium!, { model, batch, size: architecture.inputSize });
    const expected = await referenceProbabilities(weights, batch);
    expectClose(age!, expected.age);
    expectClose(gender!, expected.gender);
    const { attributes = {} } = expected;
    expect(Object.keys(others).sort()).toEqual(Object.keys(attributes).sort());
    for (const [name, values] of Object.entries(attributes)) expectClose(others[name]!, values);
  });

  it("answers a file of halves nearly the same, and one output of weights that have learned one task", async () => {
    const architecture = variants[1]!;
    const weights = randomWeights(architecture, 3);
    const batch = randomBatch(architecture, 1, 1);
    const single = { ...weights, manifest: { ...weights.manifest, tasks: ["gender"] as const } };
    const model = exportTflite(single, { dtype: "float16" });
    const answers = await askLiteRt(chromium!, { model, batch, size: architecture.inputSize });
    expect(Object.keys(answers)).toEqual(["gender"]);
    const { gender } = await referenceProbabilities(weights, batch);
    expectClose(answers.gender!, gender, 0.01);
    // Rounded, and not as they were.
    expect(Math.abs(answers.gender![0]! - gender[0]!)).toBeGreaterThan(0);
  });
});

itIfInterpreter("TensorFlow Lite's interpreter answers more faces than the file was written for", async () => {
  for (const architecture of variants) {
    const weights = randomWeights(architecture, 3);
    const batch = randomBatch(architecture, 3, 1);
    const answers = askInterpreter({ model: exportTflite(weights), batch, size: architecture.inputSize });
    const { age, gender } = await referenceProbabilities(weights, batch);
    expectClose(answers, [...age, ...gender]);
  }
});

describe("exportTflite", () => {
  const weights = randomWeights(variants[1]!, 3);
  const file = exportTflite(weights);

  it("begins as the format's files do, carries the manifest, and is the same every time", () => {
    expect(Buffer.from(file.subarray(4, 8)).toString()).toBe("TFL3");
    expect(Buffer.from(file).includes(JSON.stringify(weights.manifest))).toBe(true);
    expect(Buffer.compare(file, exportTflite(weights))).toBe(0);
  });

  it("lays numbers where the processor reads them at once", () => {
    const slopes = weights.tensors.get("row1_conv_prelu/alpha")!;
    const at = Buffer.from(file).indexOf(Buffer.from(slopes.buffer, slopes.byteOffset, slopes.byteLength));
    expect(at).toBeGreaterThan(0);
    expect(at % 16).toBe(0);
  });

  it("is half as large with float16", () => {
    expect(exportTflite(weights, { dtype: "float16" }).length).toBeLessThan(0.6 * file.length);
  });

  it("refuses what it cannot write", () => {
    expect(() => exportTflite(weights, { dtype: "int8" as "float16" })).toThrow(
      'Expected exportTflite\'s dtype to be "float32" or "float16", received "int8".',
    );
    expect(() => exportTflite(weights, { batch: 0 })).toThrow(InvalidArgumentError);
    expect(() => exportTflite(weights, { threads: 2 } as object)).toThrow(InvalidArgumentError);
    const tensors = new Map(weights.tensors).set("row1_conv/kernel", new Float32Array(3 * 3 * 3 * 16).fill(1e9));
    expect(() => exportTflite({ ...weights, tensors }, { dtype: "float16" })).toThrow("float16");
  });
});
