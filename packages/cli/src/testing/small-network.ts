/** An architecture that learns 10 ages within seconds: three rows, 30 pixels. */
export const smallNetwork = {
  base: "age-gender-62",
  inputSize: 30,
  widthMultiplier: 1,
  rows: [
    { operator: "conv3x3", channels: 8, repeats: 1, stride: 2 },
    { operator: "globalDepthwiseConv", channels: 8, repeats: 1, stride: 1 },
    { operator: "linearConv1x1", channels: 8, repeats: 1, stride: 1 },
  ],
  ageRange: [20, 29],
};
