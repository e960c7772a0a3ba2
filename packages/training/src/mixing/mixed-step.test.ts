import { planNetwork } from "@fagr/core/network";
import { expect, test } from "@jest/globals";
import { tinySplit, tinyStage, wholeBatch } from "../../test/tiny";
import { noAugmentation } from "../augmentation/augmentation";
import { initialiseParameters, layOutParameters } from "../network/parameters";
import { architectureOf } from "../recipe/recipe";
import { activateNodeBackend } from "../trainer/node-backend";
import { createLocalTeam } from "../trainer/team";
import type { MixedFaces } from "./mixing";

const { crops, training } = tinySplit();
const architecture = architectureOf(tinyStage);
const layout = layOutParameters(planNetwork(architecture));
const indices = training.slice(0, 4);

/** The loss of one step on the same weights each time, without any augmentation. */
async function lossOf(mixed?: MixedFaces): Promise<number> {
  const { loss, seed } = tinyStage;
  const options = { architecture, crops, loss, augmentation: noAugmentation, seed, backend: { name: "wasm" } as const };
  const team = await createLocalTeam(activateNodeBackend)(options, layout.length);
  team.values.set(initialiseParameters(layout, 3));
  const [result] = await team.computeGradients([{ ...wholeBatch(indices), ...(mixed ? { mixed } : {}) }]);
  await team.dispose();
  return result!.loss;
}

test("pictures and targets are blended alike", async () => {
  const plain = await lossOf();
  const halves = Float32Array.of(0.5, 0.5, 0.5, 0.5);
  // With itself a face is blended to itself, and so is its target.
  expect(await lossOf({ partners: indices, shares: halves })).toBeCloseTo(plain, 5);
  const swapped = Int32Array.of(indices[1]!, indices[0]!, indices[3]!, indices[2]!);
  const blended = await lossOf({ partners: swapped, shares: halves });
  expect(Math.abs(blended - plain)).toBeGreaterThan(0.001);
  // All of the first and nothing of the second is the first.
  expect(await lossOf({ partners: swapped, shares: Float32Array.of(1, 1, 1, 1) })).toBeCloseTo(plain, 6);
});
