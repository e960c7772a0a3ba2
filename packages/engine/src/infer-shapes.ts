import { InvalidArgumentError } from "@fagr/core";
import type { FeatureShape } from "@fagr/core/network";
import { type Graph, type GraphOperation, inputsOf } from "./graph";

/** More numbers than this a value has in no network for pictures: 1 GiB. */
const mostNumbers = 2 ** 28;

/**
 * The shape of every value of a graph, checked: what it reads exists, and the numbers of kernels fit.
 *
 * @throws InvalidArgumentError naming the operation.
 */
export function inferShapes({ input, operations, outputs }: Graph): Map<string, FeatureShape> {
  const shapes = new Map<string, FeatureShape>();
  define(shapes, input.name, input.shape);
  for (const operation of operations) {
    const inputs = inputsOf(operation).map((name) => {
      const shape = shapes.get(name);
      if (!shape) throw refuse(operation, `to read a value that was made before it, received "${name}"`);
      return shape;
    });
    if (inputs.length === 0) throw refuse(operation, "to read at least one value, received none");
    define(shapes, operation.name, outputShapeOf(operation, inputs));
  }
  for (const output of outputs)
    if (!shapes.has(output))
      throw new InvalidArgumentError(`Expected an output to be a value of the graph, received "${output}".`);
  return shapes;
}

function define(shapes: Map<string, FeatureShape>, name: string, shape: FeatureShape): void {
  if (shapes.has(name))
    throw new InvalidArgumentError(`Expected every value to have a name of its own, received "${name}" twice.`);
  if (!shape.every((size) => Number.isInteger(size) && size >= 1) || shape[0] * shape[1] * shape[2] > mostNumbers)
    throw new InvalidArgumentError(
      `Expected the value "${name}" to have a height, a width and channels of at least 1, and at most ${mostNumbers} numbers, received [${shape.join(", ")}].`,
    );
  shapes.set(name, shape);
}

/** The shape of what an operation makes of values of these shapes. */
export function outputShapeOf(operation: GraphOperation, inputs: readonly FeatureShape[]): FeatureShape {
  const [height, width, channels] = inputs[0]!;
  switch (operation.kind) {
    case "convolution": {
      const [kernelHeight, kernelWidth] = operation.kernelSize;
      const out = operation.bias.length;
      expectNumbers(operation, kernelHeight * kernelWidth * channels * out);
      return [...slide(operation, inputs[0]!, operation.kernelSize), out];
    }
    case "depthwise":
      expectNumbers(operation, operation.kernelSize[0] * operation.kernelSize[1] * channels);
      if (operation.bias.length !== channels)
        throw refuse(operation, `to have a bias for each of ${channels} channels, received ${operation.bias.length}`);
      return [...slide(operation, inputs[0]!, operation.kernelSize), channels];
    case "maximumPool":
    case "averagePool":
      return [...slide(operation, inputs[0]!, operation.windowSize), channels];
    case "upsample":
      if (!(Number.isInteger(operation.factor) && operation.factor >= 1))
        throw refuse(operation, `to have a whole factor, received ${operation.factor}`);
      return [height * operation.factor, width * operation.factor, channels];
    case "sum":
      if (String(inputs[0]) !== String(inputs[1]))
        throw refuse(operation, `to add values of one shape, received [${inputs.join("] and [")}]`);
      return inputs[0]!;
    case "concatenation":
      if (inputs.some(([otherHeight, otherWidth]) => otherHeight !== height || otherWidth !== width))
        throw refuse(operation, `to join values of one height and width, received [${inputs.join("] and [")}]`);
      return [height, width, inputs.reduce((sum, shape) => sum + shape[2], 0)];
    case "activation":
      if (operation.activation.kind === "prelu" && operation.activation.slopes.length !== channels)
        throw refuse(operation, `to have ${channels} slopes, received ${operation.activation.slopes.length}`);
      return inputs[0]!;
    case "sigmoid":
    case "softmax":
      return inputs[0]!;
  }
}

function slide(
  operation: Extract<GraphOperation, { stride: number }>,
  [height, width]: FeatureShape,
  size: readonly [number, number],
): [number, number] {
  const { stride, padding } = operation;
  const { top, bottom, left, right } = padding;
  const [sizeY, sizeX] = size;
  const numbers = [stride, sizeY, sizeX];
  if (!numbers.every((number) => Number.isInteger(number) && number >= 1))
    throw refuse(operation, `to have a whole stride and size, received ${numbers.join(", ")}`);
  const isWhole = [top, bottom, left, right].every((number) => Number.isInteger(number) && number >= 0);
  if (!isWhole || Math.max(top, bottom) >= sizeY || Math.max(left, right) >= sizeX)
    throw refuse(
      operation,
      `to have a padding that is smaller than its window, received [${top}, ${bottom}, ${left}, ${right}]`,
    );
  if (top + height + bottom < sizeY || left + width + right < sizeX)
    throw refuse(operation, `to have a window of at most its input's ${height}x${width}, received ${sizeY}x${sizeX}`);
  const steps = (length: number, window: number) => Math.floor((length - window) / stride) + 1;
  return [steps(top + height + bottom, sizeY), steps(left + width + right, sizeX)];
}

function expectNumbers(operation: GraphOperation & { readonly kernel: Float32Array }, count: number): void {
  if (operation.kernel.length !== count)
    throw refuse(operation, `to have a kernel of ${count} numbers, received ${operation.kernel.length}`);
}

const refuse = ({ kind, name }: GraphOperation, expectation: string) =>
  new InvalidArgumentError(`Expected the ${kind} "${name}" ${expectation}.`);
