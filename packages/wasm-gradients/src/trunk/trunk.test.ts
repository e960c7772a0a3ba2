import { createArchitecture, planNetwork } from "@fagr/core/network";
import { randomWeights } from "@fagr/testing";
import { describe, expect, it } from "@jest/globals";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { FusedTrunk } from "./fused-trunk";
import { runTrunk } from "./trunk-operation";
import { planUnits } from "./units";

const tiny = { inputSize: 30, widthMultiplier: 0.125 };

function parts(name: "age-gender-62" | "original-authors" = "age-gender-62", seed = 5) {
  const architecture = createArchitecture(name, tiny);
  return { plan: planNetwork(architecture), weights: randomWeights(architecture, seed).tensors };
}

const images = (count: number) =>
  Float32Array.from({ length: count * 30 * 30 * 3 }, (_, index) => ((index * 7919) % 1009) / 1009);

describe("planUnits", () => {
  it("stores a value only where something else than the next convolution reads it", () => {
    const units = planUnits(parts().plan)!;
    const kinds = units.map(({ lazy, residual }) => (lazy ? "lazy" : residual === undefined ? "stored" : "sum"));
    // Two first rows, then bottlenecks of expand, depthwise, project; the first of a row with a stride has no sum.
    expect(kinds.slice(0, 8)).toEqual(["lazy", "lazy", "lazy", "lazy", "stored", "lazy", "lazy", "sum"]);
    expect(kinds.at(-1)).toBe("stored");
  });

  it("leaves plans to tfjs that have a large convolution inside", () => {
    const { rows } = createArchitecture();
    const [first, ...rest] = rows;
    const architecture = createArchitecture("age-gender-62", {
      rows: [first!, { ...first!, stride: 1 }, ...rest],
    });
    const plan = planNetwork(architecture);
    expect(FusedTrunk.canRun(plan)).toBe(false);
    expect(() => new FusedTrunk(plan, 2)).toThrow(/canRun/);
  });
});

describe("FusedTrunk", () => {
  it("gives every weight the gradient that finite differences give", () => {
    const { plan, weights } = parts();
    const trunk = new FusedTrunk(plan, 4);
    const pixels = images(4);
    const direction = Float32Array.from(trunk.forward(pixels, weights), (_, index) => Math.sin(index));
    const gradients = trunk.backward(direction);
    const value = () =>
      trunk.forward(pixels, weights).reduce((sum, output, index) => sum + output * direction[index]!, 0);
    // Some gradients are zero but for rounding: a shift before batch normalisation, for one, changes nothing.
    const floor = 0.01 * Math.max(...gradients.map((gradient) => Math.hypot(...gradient)));
    for (const [index, { name }] of trunk.weights.entries()) {
      const weight = weights.get(name)!;
      // Along the gradient itself, where the change is largest and rounding matters least.
      const gradient = gradients[index]!;
      const norm = Math.hypot(...gradient);
      const original = weight.slice();
      const at = (step: number) => {
        for (const position of weight.keys())
          weight[position] = original[position]! + (step * gradient[position]!) / norm;
        return value();
      };
      const slope = (at(2e-3) - at(-2e-3)) / 4e-3;
      weight.set(original);
      const isRight = Math.abs(slope - norm) < 0.05 * norm + floor;
      expect({ name, slope: isRight ? "right" : slope / norm }).toEqual({ name, slope: "right" });
    }
  });

  it("gives the same for any batch that fits, whatever ran before", () => {
    const { plan, weights } = parts("original-authors");
    const large = new FusedTrunk(plan, 5);
    const exact = new FusedTrunk(plan, 2);
    large.forward(images(5), weights);
    large.backward(new Float32Array(5 * exact.outputShape(1)[3]).fill(1));
    const outputs = [large, exact].map((trunk) => trunk.forward(images(2), weights));
    expect(outputs[0]).toEqual(outputs[1]);
    const dOutput = outputs[0]!.map((_, index) => Math.cos(index));
    expect(large.backward(dOutput)).toEqual(exact.backward(dOutput));
  });
});

describe("FusedTrunk with frozen parts", () => {
  const { plan, weights } = parts();
  const statistics = new Map([...weights].filter(([name]) => /moving(Mean|Variance)$/.test(name)));
  const lower = new Set([...weights.keys()].filter((name) => /^row[1-4]_/.test(name)));

  it("ends the pass back at the lowest weight that is trained, and changes no gradient above", () => {
    const trunk = new FusedTrunk(plan, 3);
    const run = (names: ReadonlySet<string>) => {
      const output = trunk.forward(images(3), weights, { frozen: { statistics, weights: names } });
      return trunk.backward(output.map((_, index) => Math.cos(index)));
    };
    const whole = run(new Set());
    const all = new Set(trunk.weights.map(({ name }) => name));
    for (const names of [lower, all, lower]) {
      for (const [index, gradient] of run(names).entries()) {
        const { name } = trunk.weights[index]!;
        expect({ name, gradient }).toEqual({ name, gradient: names.has(name) ? gradient.map(() => 0) : whole[index] });
      }
    }
    expect(lower.size).toBeGreaterThan(20);
    expect(run(new Set())).toEqual(whole);
  });
});

describe("runTrunk", () => {
  it("refuses a gradient whose pass has been overwritten", async () => {
    await tf.setBackend("cpu");
    const { plan, weights } = parts();
    const tensors = new Map(
      planUnits(plan)!
        .flatMap(({ convolution, norm, prelu }) => [convolution, norm, prelu])
        .flatMap((layer) => layer?.weights ?? [])
        .map(({ name, shape }) => [name, tf.tensor(weights.get(name)!, [...shape])]),
    );
    const x = tf.tensor4d(images(2), [2, 30, 30, 3]);
    const run = () => runTrunk(plan, { images: x, weights: tensors })!.output;
    const kernel = [...tensors.values()][0]!;
    const twice = tf.grad(() => tf.add(tf.sum(run()), tf.sum(run())));
    expect(() => twice(kernel)).toThrow(/before the next/);
  });
});
