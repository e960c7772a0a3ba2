import { buildLayersModel } from "@fagr/core/layers";
import { createArchitecture, elementCount, planNetwork } from "@fagr/core/network";
import { randomWeights } from "@fagr/testing";
import { registerWasmGradients } from "@fagr/wasm-gradients";
import { beforeAll, describe, expect, it } from "@jest/globals";
import "@tensorflow/tfjs-backend-cpu";
import { createRandom } from "@fagr/core/sampling";
import * as tf from "@tensorflow/tfjs-core";
import { lastLayersOf } from "../mixing/style-mixing";
import { forwardTraining } from "./forward";
import { fromNamedTensors, layOutParameters } from "./parameters";
import { frozenParts, withTrainedParts } from "./trained-parts";

beforeAll(() => registerWasmGradients());

const small = { inputSize: 30, widthMultiplier: 0.125, ageRange: [18, 25] as const };
const images = (() => {
  const random = createRandom(3);
  return Float32Array.from({ length: 6 * 30 * 30 * 3 }, random);
})();

async function useBackend(name: string) {
  await tf.setBackend(name);
  expect(tf.getBackend()).toBe(name);
}

describe.each(["age-gender-62", "original-authors"] as const)("forwardTraining of %s", (name) => {
  const architecture = createArchitecture(name, {
    ...small,
    taskBranch: name === "original-authors" ? { dropout: 0, units: 16 } : null,
  });
  const plan = planNetwork(architecture);
  const { tensors } = randomWeights(architecture, 5);
  const { slots } = layOutParameters(plan);

  function run(frozen?: ReturnType<typeof frozenParts>) {
    const variables = new Map(slots.map((slot) => [slot.name, tf.tensor(tensors.get(slot.name)!, [...slot.shape])]));
    const x = tf.tensor4d(images, [6, 30, 30, 3]);
    return forwardTraining(plan, { images: x, weights: variables, dropoutSeedOf: () => 1, frozen });
  }

  it.each(["cpu", "wasm"])("gives what tfjs-layers gives in training mode, on %s", async (backend) => {
    await useBackend("cpu");
    const model = buildLayersModel(plan, { weights: tensors });
    const [age, gender] = model.apply(tf.tensor4d(images, [6, 30, 30, 3]), { training: true }) as tf.Tensor[];
    const expected = [await age!.data(), await gender!.data()];
    await useBackend(backend);
    const pass = run();
    for (const [index, logits] of [pass.ageLogits, pass.genderLogits].entries()) {
      const received = await tf.softmax(logits).data();
      for (const [position, value] of received.entries()) expect(value).toBeCloseTo(expected[index]![position]!, 4);
    }
    expect([...pass.batchStatistics.keys()].sort()).toEqual(
      slots
        .filter(({ trainable }) => !trainable)
        .map((slot) => slot.name)
        .sort(),
    );
  });

  it.each(["cpu", "wasm"])("answers as in inference where all statistics are frozen, on %s", async (backend) => {
    await useBackend("cpu");
    const model = buildLayersModel(plan, { weights: tensors });
    const [age, gender] = model.predict(tf.tensor4d(images, [6, 30, 30, 3])) as tf.Tensor[];
    const expected = [await age!.data(), await gender!.data()];
    await useBackend(backend);
    const layout = withTrainedParts(layOutParameters(plan), { batchNorm: "frozen" });
    const values = new Float32Array(layout.length);
    fromNamedTensors(tensors, { layout, into: values });
    const pass = run(frozenParts(layout, values));
    expect(pass.batchStatistics.size).toBe(0);
    for (const [index, logits] of [pass.ageLogits, pass.genderLogits].entries()) {
      const received = await tf.softmax(logits).data();
      for (const [position, value] of received.entries()) expect(value).toBeCloseTo(expected[index]![position]!, 4);
    }
  });

  it.each([
    ["trained", undefined, []],
    ["partly frozen", { learningRates: { row1: 0, row2: 0, row3_block1: 0 }, batchNorm: "frozen" }, []],
    ["styles mixed", undefined, ["row3_block1", "row3_block2", "row7_block1"]],
  ] as const)("has the same gradients on wasm and on cpu, %s", async (_, trained, mixedBlocks) => {
    const styles = {
      after: lastLayersOf(plan, mixedBlocks),
      partners: Int32Array.of(3, 0, 5, 4, 1, 2),
      shares: Float32Array.of(1, 0.2, 0.5, 0.9, 1, 0),
      offset: 0,
    };
    const layout = withTrainedParts(layOutParameters(plan), trained ?? {});
    const values = new Float32Array(layout.length);
    fromNamedTensors(tensors, { layout, into: values });
    const frozen = frozenParts(layout, values);
    const gradients: Float32Array[][] = [];
    // The wasm backend does not compute gradients that nobody asks for.
    const trainable = slots.filter((slot) => slot.trainable && !frozen?.weights.has(slot.name));
    const rest = new Map(slots.map((slot) => [slot.name, tensors.get(slot.name)!] as const));
    for (const backend of ["cpu", "wasm"]) {
      await useBackend(backend);
      const result = tf.tidy(() =>
        tf.grads((...values) => {
          const weights = new Map<string, tf.Tensor>(
            slots.map((slot) => [slot.name, tf.tensor(rest.get(slot.name)!, [...slot.shape])]),
          );
          for (const [index, slot] of trainable.entries()) weights.set(slot.name, values[index]!);
          const x = tf.tensor4d(images, [6, 30, 30, 3]);
          const { ageLogits, genderLogits } = forwardTraining(plan, {
            images: x,
            weights,
            dropoutSeedOf: () => 1,
            frozen,
            styles,
          });
          return tf.add(tf.sum(tf.square(ageLogits)), tf.sum(tf.square(genderLogits)));
        })(trainable.map((slot) => tf.tensor(tensors.get(slot.name)!, [...slot.shape]))),
      );
      gradients.push(result.map((gradient) => gradient.dataSync<"float32">().slice()));
      tf.dispose(result);
    }
    const squares = (values: Float32Array) => values.reduce((sum, value) => sum + value ** 2, 0);
    // Some gradients are zero but for rounding: a shift before batch normalisation, for one, changes nothing.
    const floor = 1e-3 * Math.sqrt(Math.max(...gradients[0]!.map(squares)));
    for (const [index, { name: weight, shape }] of trainable.entries()) {
      const [cpu, wasm] = gradients.map((all) => all[index]!) as [Float32Array, Float32Array];
      expect(wasm).toHaveLength(elementCount(shape));
      const difference = Math.sqrt(squares(cpu.map((value, position) => value - wasm[position]!)));
      const error = difference / Math.max(Math.sqrt(squares(cpu)), floor);
      expect({ weight, error: error < 1e-3 ? "small" : error }).toEqual({ weight, error: "small" });
    }
  });
});
