import "@tensorflow/tfjs-backend-cpu";
import { enableRelaxedSimd } from "@fagr/core";
import type { FeatureShape } from "@fagr/core/network";
import { beforeAll, describe, expect, test } from "@jest/globals";
import * as tf from "@tensorflow/tfjs-core";
import type { GraphOperation } from "./graph";
import { createRunner, randomNumbers, writeInput } from "./test-support";

beforeAll(async () => {
  enableRelaxedSimd();
  await tf.setBackend("cpu");
});

/** Asymmetric paddings, as TensorFlow's "same" has them, strides, sizes that are no multiple of anything. */
const windows = [
  { size: [1, 1], stride: 1, padding: [0, 0, 0, 0] },
  { size: [1, 1], stride: 2, padding: [0, 0, 0, 0] },
  { size: [3, 3], stride: 1, padding: [1, 1, 1, 1] },
  { size: [3, 3], stride: 2, padding: [0, 1, 0, 1] },
  { size: [3, 3], stride: 2, padding: [1, 1, 1, 1] },
  { size: [2, 2], stride: 2, padding: [0, 0, 0, 0] },
  { size: [5, 3], stride: 1, padding: [2, 1, 0, 1] },
  { size: [4, 4], stride: 3, padding: [0, 3, 2, 0] },
] as const;
const shapes: FeatureShape[] = [
  [9, 7, 3],
  [8, 12, 4],
  [5, 6, 17],
  [4, 4, 1],
];
const cases = windows.flatMap((window) => shapes.map((shape) => ({ ...window, shape })));

type Window = (typeof windows)[number] & { readonly shape: FeatureShape };
type Reference = (image: tf.Tensor4D) => tf.Tensor;

const windowOf = ({ size, stride, padding: [top, bottom, left, right] }: Window) =>
  ({
    name: "out",
    input: "in",
    stride,
    padding: { top, bottom, left, right },
    kernelSize: size,
    windowSize: size,
  }) as const;
const pad = (image: tf.Tensor4D, { padding: [top, bottom, left, right] }: Window, value = 0) =>
  tf.pad(
    image,
    [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ],
    value,
  ) as tf.Tensor4D;

/** Three images through a runner, and one at a time through tfjs. */
async function expectSame(shape: FeatureShape, operations: readonly GraphOperation[], reference: Reference) {
  const runner = await createRunner(shape, operations, { images: 3 });
  const images = [1, 2, 3].map((seed) => randomNumbers(shape[0] * shape[1] * shape[2], seed));
  // The second run finds what the first one left in the memory.
  for (const order of [images, images.toReversed()]) {
    for (const [index, pixels] of order.entries()) writeInput(runner, pixels, index);
    runner.run();
    for (const [index, pixels] of order.entries()) {
      const expected = tf.tidy(() => reference(tf.tensor4d(pixels, [1, ...shape])).dataSync());
      const received = runner.read(operations.at(-1)!.name, index);
      expect(received).toHaveLength(expected.length);
      const difference = received.reduce((worst, value, at) => Math.max(worst, Math.abs(value - expected[at]!)), 0);
      // Sums of up to 272 products, in another order.
      expect(difference).toBeLessThan(1e-5);
    }
  }
}

describe.each(cases)("window $size, stride $stride, padding $padding on $shape", (window) => {
  const [channels, [height, width]] = [window.shape[2], window.size];

  test.each([1, 5, 12, 30])("convolution to %d channels", async (out) => {
    const kernel = randomNumbers(height * width * channels * out, 7);
    const bias = randomNumbers(out, 8);
    await expectSame(window.shape, [{ kind: "convolution", kernel, bias, ...windowOf(window) }], (image) =>
      tf.add(
        tf.conv2d(pad(image, window), tf.tensor4d(kernel, [height, width, channels, out]), window.stride, "valid"),
        tf.tensor1d(bias),
      ),
    );
  });

  test("depthwise convolution", async () => {
    const kernel = randomNumbers(height * width * channels, 7);
    const bias = randomNumbers(channels, 8);
    await expectSame(window.shape, [{ kind: "depthwise", kernel, bias, ...windowOf(window) }], (image) => {
      const filter = tf.tensor4d(kernel, [height, width, channels, 1]);
      return tf.add(tf.depthwiseConv2d(pad(image, window), filter, window.stride, "valid"), tf.tensor1d(bias));
    });
  });

  test("pools", async () => {
    await expectSame(window.shape, [{ kind: "maximumPool", ...windowOf(window) }], (image) =>
      tf.maxPool(pad(image, window, -100), [height, width], window.stride, "valid"),
    );
    await expectSame(window.shape, [{ kind: "averagePool", ...windowOf(window) }], (image) => {
      const mean = (values: tf.Tensor4D) => tf.avgPool(values, [height, width], window.stride, "valid");
      // Divided by the part of the window that is inside.
      return tf.div(mean(pad(image, window)), mean(pad(tf.onesLike(image), window)));
    });
  });
});

const identity = { stride: 1, padding: { top: 0, bottom: 0, left: 0, right: 0 }, kernelSize: [1, 1] } as const;

describe.each(shapes.map((shape) => ({ shape })))("on $shape", ({ shape }) => {
  const channels = shape[2];
  const slopes = randomNumbers(channels, 9);
  const clip = { kind: "clip", minimum: -0.2, maximum: 0.5 } as const;
  const prelu = { kind: "prelu", slopes } as const;
  const bent = (image: tf.Tensor) => tf.prelu(image, tf.tensor1d(slopes));

  test("enlargement", () =>
    expectSame(shape, [{ kind: "upsample", name: "out", input: "in", factor: 3 }], (image) =>
      tf.image.resizeNearestNeighbor(image, [shape[0] * 3, shape[1] * 3]),
    ));

  test("activations by themselves", async () => {
    await expectSame(shape, [{ kind: "activation", name: "out", input: "in", activation: clip }], (image) =>
      tf.clipByValue(image, -0.2, 0.5),
    );
    await expectSame(shape, [{ kind: "activation", name: "out", input: "in", activation: prelu }], bent);
    const relu = { kind: "clip", minimum: 0, maximum: Number.POSITIVE_INFINITY } as const;
    await expectSame(shape, [{ kind: "activation", name: "out", input: "in", activation: relu }], tf.relu);
  });

  test("sums, of sums too", () =>
    expectSame(
      shape,
      [
        { kind: "activation", name: "bent", input: "in", activation: prelu },
        { kind: "sum", name: "first", inputs: ["in", "bent"] },
        { kind: "sum", name: "twice", inputs: ["first", "first"] },
        { kind: "activation", name: "out", input: "twice", activation: clip },
      ],
      (image) => tf.clipByValue(tf.mul(tf.add(image, bent(image)), 2), -0.2, 0.5),
    ));

  test("concatenation", () =>
    expectSame(
      shape,
      [
        { kind: "activation", name: "bent", input: "in", activation: prelu },
        { kind: "concatenation", name: "out", inputs: ["bent", "in", "bent"] },
      ],
      (image) => tf.concat([bent(image), image, bent(image)], 3),
    ));

  test("sigmoid and softmax, of large numbers too", async () => {
    const bias = new Float32Array(channels).fill(3);
    const kernel = Float32Array.from({ length: channels ** 2 }, (_, at) => (at % (channels + 1) === 0 ? 60 : 0));
    const large = { kind: "convolution", name: "large", input: "in", kernel, bias, ...identity } as const;
    const reference = (image: tf.Tensor) => tf.add(tf.mul(image, 60), 3);
    await expectSame(shape, [large, { kind: "sigmoid", name: "out", input: "large" }], (image) =>
      tf.sigmoid(reference(image)),
    );
    await expectSame(shape, [large, { kind: "softmax", name: "out", input: "large" }], (image) =>
      tf.softmax(reference(image)),
    );
  });
});
