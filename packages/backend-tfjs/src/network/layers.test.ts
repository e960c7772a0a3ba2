import { type ConvolutionStep, planInference } from "@fagr/core/backend";
import { createArchitecture } from "@fagr/core/network";
import { randomWeights } from "@fagr/testing";
import { expect, it } from "@jest/globals";
import { toTfjsPadding } from "./layers";

const step = (
  inputSize: number,
  stride: number,
  [top, bottom, left, right]: readonly [number, number, number, number],
) =>
  ({
    kernelSize: [3, 3],
    stride,
    inputShape: [inputSize, inputSize, 1],
    padding: { top, bottom, left, right },
  }) as unknown as ConvolutionStep;

it.each([
  ["even sizes with stride 2, where TensorFlow pads after", 62, 2, [0, 1, 0, 1], "same"],
  ["odd sizes with stride 2, where it pads on both sides", 31, 2, [1, 1, 1, 1], "same"],
  ["stride 1", 8, 1, [1, 1, 1, 1], "same"],
  ["no padding", 4, 1, [0, 0, 0, 0], "valid"],
  [
    "paddings of other frameworks in full",
    62,
    2,
    [1, 0, 1, 0],
    [
      [0, 0],
      [1, 0],
      [1, 0],
      [0, 0],
    ],
  ],
  [
    "paddings that are TensorFlow's in one direction alone in full",
    62,
    2,
    [0, 1, 1, 1],
    [
      [0, 0],
      [0, 1],
      [1, 1],
      [0, 0],
    ],
  ],
] as const)("names %s", (_, size, stride, padding, expected) => {
  expect(toTfjsPadding(step(size, stride, padding))).toEqual(expected);
});

it("has a name for every convolution of both tables, so that native TensorFlow takes them", () => {
  for (const name of ["age-gender-62", "mobilefacenet-112", "original-authors"] as const) {
    const { steps } = planInference(randomWeights(createArchitecture(name), 1));
    const paddings = steps.flatMap((step) => (step.kind === "dense" ? [] : [toTfjsPadding(step)]));
    expect(paddings.length).toBeGreaterThan(40);
    for (const padding of paddings) expect(["same", "valid"]).toContain(padding);
  }
});
