import type { DepthwiseGeometry } from "../depthwise";
import type { Arena } from "./arena";
import type { Unit } from "./units";

/** Addresses of a unit's batch normalisation, `[C]` each. */
export interface NormMemory {
  readonly epsilon: number;
  readonly gamma: number;
  readonly beta: number;
  /** 0 without PReLU, as in the kernels. */
  readonly alpha: number;
  readonly mean: number;
  readonly variance: number;
  /** The normalisation as one multiplication and addition. */
  readonly scale: number;
  readonly shift: number;
  /** Gradients; dBeta and sumDzX are sums that the pass back collects. */
  readonly dGamma: number;
  readonly dBeta: number;
  readonly dAlpha: number;
  readonly sumDzX: number;
  /** The gradient of the normalisation's input as dz * scale + x * xFactor + constant. */
  readonly xFactor: number;
  readonly constant: number;
}

/** A unit with its sizes and addresses, for batches of up to `capacity` images. */
export interface UnitMemory extends Unit {
  readonly inputFloats: number;
  readonly rowsPerImage: number;
  readonly channelsIn: number;
  readonly channelsOut: number;
  readonly kernelLength: number;
  readonly geometry: DepthwiseGeometry;
  readonly kernel: number;
  readonly dKernel: number;
  /** `[capacity, H, W, C]`, the convolution's output. */
  readonly x: number;
  /** `[capacity, H, W, C]`, the unit's value; 0 where it is lazy. */
  readonly y: number;
  readonly memory: NormMemory | undefined;
}

/** Gives a unit its memory. */
export function allocateUnit(unit: Unit, { arena, capacity }: { arena: Arena; capacity: number }): UnitMemory {
  const { convolution, norm, prelu, lazy } = unit;
  const [height, width, channelsIn] = convolution.inputShape;
  const [outHeight, outWidth, channelsOut] = convolution.outputShape;
  const [kernelHeight, kernelWidth] = convolution.kernelSize;
  const { top, left, bottom, right } = convolution.padding;
  const kernelLength = convolution.weights[0]!.shape.reduce((product, size) => product * size, 1);
  const outputFloats = capacity * outHeight * outWidth * channelsOut;
  const channels = () => arena.allocate(channelsOut);
  const x = arena.allocate(outputFloats);
  return {
    ...unit,
    inputFloats: height * width * channelsIn,
    rowsPerImage: outHeight * outWidth,
    channelsIn,
    channelsOut,
    kernelLength,
    geometry: {
      height,
      width,
      channels: channelsIn,
      outHeight,
      outWidth,
      kernelHeight,
      kernelWidth,
      strideHeight: convolution.stride,
      strideWidth: convolution.stride,
      padTop: top,
      padLeft: left,
      padBottom: bottom,
      padRight: right,
    },
    kernel: arena.allocate(kernelLength),
    dKernel: arena.allocate(kernelLength),
    x,
    y: lazy ? 0 : norm ? arena.allocate(outputFloats) : x,
    memory: norm && {
      epsilon: norm.epsilon,
      gamma: channels(),
      beta: channels(),
      alpha: prelu ? channels() : 0,
      mean: channels(),
      variance: channels(),
      scale: channels(),
      shift: channels(),
      dGamma: channels(),
      dBeta: channels(),
      dAlpha: prelu ? channels() : 0,
      sumDzX: channels(),
      xFactor: channels(),
      constant: channels(),
    },
  };
}

/** The trainable weights of a unit by name, with their addresses and those of their gradients. */
export function weightAddresses(
  unit: UnitMemory,
): { name: string; weight: number; gradient: number; shape: readonly number[] }[] {
  const { convolution, norm, prelu, memory } = unit;
  const nameOf = (kind: string) => `${norm!.name}/${kind}`;
  const shape = [unit.channelsOut];
  return [
    {
      name: convolution.weights[0]!.name,
      weight: unit.kernel,
      gradient: unit.dKernel,
      shape: convolution.weights[0]!.shape,
    },
    ...(memory
      ? [
          { name: nameOf("gamma"), weight: memory.gamma, gradient: memory.dGamma, shape },
          { name: nameOf("beta"), weight: memory.beta, gradient: memory.dBeta, shape },
        ]
      : []),
    ...(memory && prelu ? [{ name: `${prelu.name}/alpha`, weight: memory.alpha, gradient: memory.dAlpha, shape }] : []),
  ];
}
