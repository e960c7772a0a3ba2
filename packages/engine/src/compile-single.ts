import { imageFloats, rowFloats } from "./geometry";
import type { ConcatenationOperation, PoolOperation, ProbabilityOperation } from "./graph";
import type { Workshop } from "./program";
import { writeSoftmax } from "./softmax";
import { insideOf } from "./values";

/** The largest value or the mean of each window. */
export function compilePool({ values, operations }: Workshop, operation: PoolOperation): void {
  const from = values.get(operation.input);
  const to = values.place(operation.name);
  const { height, width, pitch } = from.geometry;
  const [source, out] = [insideOf(from), insideOf(to)];
  const [row, outRow] = [4 * rowFloats(from.geometry), 4 * rowFloats(to.geometry)];
  const [size, outSize] = [4 * imageFloats(from.geometry), 4 * imageFloats(to.geometry)];
  const { height: outHeight, width: outWidth } = to.geometry;
  const [windowHeight, windowWidth] = operation.windowSize;
  const { stride, padding } = operation;
  const average = operation.kind === "averagePool" ? 1 : 0;
  operations.push(({ kernels }, images) => {
    for (let image = 0; image < images; image++)
      // biome-ignore format: one parameter a line would hide the order
      kernels.pool(source + image * size, row, height, width, pitch, average, windowHeight, windowWidth, stride, padding.top, padding.left, out + image * outSize, outRow, outHeight, outWidth);
  });
}

/** Channels side by side. */
export function compileConcatenation({ values, operations }: Workshop, { name, inputs }: ConcatenationOperation): void {
  const to = values.shape(name)[2] % 4 === 0 ? values.place(name) : values.placeApart(name);
  let before = 0;
  for (const input of inputs) {
    const from = values.get(input);
    const [height, width, channels] = values.shape(input);
    const [source, out] = [insideOf(from), insideOf(to) + 4 * before];
    const [row, outRow] = [4 * rowFloats(from.geometry), 4 * rowFloats(to.geometry)];
    const [pitch, outPitch] = [4 * from.geometry.pitch, 4 * to.geometry.pitch];
    const [size, outSize] = [4 * imageFloats(from.geometry), 4 * imageFloats(to.geometry)];
    operations.push(({ kernels }, images) => {
      for (let image = 0; image < images; image++)
        // biome-ignore format: one parameter a line would hide the order
        kernels.placeChannels(source + image * size, row, pitch, out + image * outSize, outRow, outPitch, channels, height, width);
    });
    before += channels;
  }
}

/** Sigmoid in a kernel, row by row; softmax, which few numbers go through, in float64. */
export function compileProbability(
  { values, operations }: Workshop,
  { kind, name, input }: ProbabilityOperation,
): void {
  const from = values.get(input);
  const to = values.place(name);
  const [height, width, channels] = values.shape(name);
  const [source, out] = [insideOf(from), insideOf(to)];
  const [row, outRow] = [4 * rowFloats(from.geometry), 4 * rowFloats(to.geometry)];
  const [size, outSize] = [4 * imageFloats(from.geometry), 4 * imageFloats(to.geometry)];
  const { pitch } = from.geometry;
  operations.push(({ kernels, floats }, images) => {
    for (let image = 0; image < images; image++)
      for (let y = 0; y < height; y++) {
        const sourceRow = source + image * size + y * row;
        const target = out + image * outSize + y * outRow;
        if (kind === "sigmoid") {
          kernels.sigmoid(sourceRow, target, width * pitch);
          continue;
        }
        for (let x = 0; x < width; x++) {
          const first = sourceRow / 4 + x * pitch;
          writeSoftmax(floats.subarray(first, first + channels), floats, target / 4 + x * pitch);
        }
      }
  });
}
