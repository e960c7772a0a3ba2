import { createArchitecture, planNetwork } from "@fagr/core/network";
import { randomWeights } from "@fagr/testing";
import { FusedTrunk } from "@fagr/wasm-gradients";
import { describe, expect, it } from "@jest/globals";
import { drawStyles, lastLayersOf } from "./style-mixing";

const options = { share: 0.5, least: 0.2, after: ["row3_block1"] };
const draw = (changes = {}, step = 7) => drawStyles(64, { styleMixing: { ...options, ...changes }, seed: 1, step });

describe("drawStyles", () => {
  it("gives every face another one, and each to one", () => {
    const { partners } = draw();
    expect([...partners].sort((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, position) => position));
    expect([...partners].some((partner, position) => partner === position)).toBe(false);
  });

  it("mixes the share that is asked for, and leaves the least of the own style that is asked for", () => {
    const shares = Array.from({ length: 200 }, (_, step) => [...draw({ share: 0.3 }, step).shares]).flat();
    const mixed = shares.filter((share) => share < 1);
    expect(mixed.length / shares.length).toBeCloseTo(0.3, 1);
    expect(Math.min(...mixed)).toBeGreaterThanOrEqual(0.2);
    expect(mixed.reduce((sum, share) => sum + share, 0) / mixed.length).toBeCloseTo(0.6, 1);
    expect([...draw({ share: 0 }).shares].every((share) => share === 1)).toBe(true);
  });

  it("depends on seed and step alone", () => {
    expect(draw()).toEqual(draw());
    expect(draw().partners).not.toEqual(draw({}, 8).partners);
  });
});

describe("lastLayersOf", () => {
  const plan = planNetwork(createArchitecture("age-gender-62"));

  it("takes a block's residual sum, or its last normalisation where it has none", () => {
    expect([...lastLayersOf(plan, ["row3_block1", "row3_block2", "row4"])]).toEqual([
      "row3_block1_project_bn",
      "row3_block2_add",
      "row4_project_bn",
    ]);
  });

  it("names the blocks that there are", () => {
    expect(() => lastLayersOf(plan, ["row3_block9"])).toThrow(/row3_block1, .*received "row3_block9"/);
  });
});

describe("mixing on the fused kernels", () => {
  const architecture = createArchitecture("age-gender-62", { inputSize: 30, widthMultiplier: 0.125 });
  const plan = planNetwork(architecture);
  const { tensors } = randomWeights(architecture, 5);
  const pixels = Float32Array.from({ length: 3 * 30 * 30 * 3 }, (_, index) => ((index * 7919) % 1009) / 1009);
  const forward = (after: ReadonlySet<string>, shares: number[]) =>
    new FusedTrunk(plan, 3).forward(pixels, tensors, {
      styles: { after, partners: Int32Array.of(1, 2, 0), shares: Float32Array.from(shares), offset: 0 },
    });
  const after = lastLayersOf(plan, ["row3_block1"]);

  it("changes nothing where every face keeps its style", () => {
    expect(forward(after, [1, 1, 1])).toEqual(forward(new Set(), [0, 0, 0]));
    expect(forward(after, [0, 1, 1])).not.toEqual(forward(after, [1, 1, 1]));
  });

  it("refuses layers whose output the kernels never store", () => {
    expect(() => forward(lastLayersOf(plan, ["row1"]), [0, 0, 0])).toThrow(/end a block, received row1_conv_prelu/);
  });
});
