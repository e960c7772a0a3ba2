import { createArchitecture } from "@fagr/core/network";
import { randomWeights } from "@fagr/testing";

/** A network of every kind of layer once: software adapters take seconds to compile a real one. */
export const tinyWeights = randomWeights(
  createArchitecture("age-gender-62", {
    name: "tiny",
    inputSize: 30,
    widthMultiplier: 1,
    rows: [
      { operator: "conv3x3", channels: 8, repeats: 1, stride: 2 },
      { operator: "bottleneck", expansion: 2, channels: 8, repeats: 1, stride: 2 },
      { operator: "conv1x1", channels: 16, repeats: 1, stride: 1 },
      { operator: "globalDepthwiseConv", channels: 16, repeats: 1, stride: 1 },
      { operator: "linearConv1x1", channels: 16, repeats: 1, stride: 1 },
    ],
  }),
  1,
);
