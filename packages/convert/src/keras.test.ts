import { readFile } from "node:fs/promises";
import type { ProbabilityBatch } from "@fagr/core/backend";
import { createArchitecture } from "@fagr/core/network";
import { itIfShared, randomBatch, randomWeights, referenceProbabilities } from "@fagr/testing";
import { expect, it } from "@jest/globals";
import { exportKeras } from "./export-keras";
import { importKeras } from "./import-keras";
import { askKeras, describeIfKeras } from "./testing/keras-referee";

// Keras sums in another order than we do; probabilities are at most 1.
const tolerance = 1e-5;

function expectClose(answers: ProbabilityBatch, expected: ProbabilityBatch): void {
  for (const task of ["age", "gender"] as const) {
    expect(answers[task]).toHaveLength(expected[task].length);
    for (const [index, value] of expected[task].entries())
      expect(Math.abs(answers[task][index]! - value)).toBeLessThan(tolerance);
  }
}

const variants = [
  createArchitecture(),
  createArchitecture("original-authors", { name: "branched", widthMultiplier: 0.25 }),
];

for (const [title, keras] of [
  ["Keras 3", "keras"],
  ["Keras 2", "tf_keras"],
] as const)
  describeIfKeras(title, keras, () => {
    it.each(variants)(
      "opens $name with equal answers, and what it saves comes back as it was",
      async (architecture) => {
        const weights = randomWeights(architecture, 3);
        const batch = randomBatch(architecture, 2, 1);
        const answers = askKeras(keras, { model: await exportKeras(weights), batch, size: architecture.inputSize });
        expectClose(answers, await referenceProbabilities(weights, batch));
        const back = await importKeras(answers.resaved);
        expect([...back.tensors]).toEqual([...weights.tensors]);
        expect(back.manifest.architecture).toEqual(architecture);
      },
    );
  });

describeIfKeras("the original authors' file", "tf_keras", () => {
  itIfShared("is answered by Keras 2 as by us once it is brought in", "reference/MFN.h5", async (file) => {
    const model = await readFile(file);
    const weights = await importKeras(model);
    const batch = randomBatch(weights.manifest.architecture, 2, 1);
    expectClose(askKeras("tf_keras", { model, batch, size: 62 }), await referenceProbabilities(weights, batch));
  });
});
