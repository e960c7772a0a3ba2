// Longer than 200 lines: the table of kernels with the shapes that each takes.
import { InvalidArgumentError } from "@fagr/core";
import "@tensorflow/tfjs-backend-wasm";
// tfjs-core registers its gradient functions in a file that Node cannot load by itself; tfjs-layers brings them along.
import "@tensorflow/tfjs-layers";
import {
  backend_util,
  type Conv2DBackpropFilterAttrs,
  type Conv2DBackpropInputAttrs,
  type DepthwiseConv2dNativeBackpropFilterAttrs,
  type DepthwiseConv2dNativeBackpropInputAttrs,
  getKernel,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from "@tensorflow/tfjs-core";
import {
  addFilterGradient,
  type DepthwiseGeometry,
  inputGradientByConvolution,
  inputGradientByScatter,
  paddedGradient,
  paddedInput,
  turnFilter,
} from "./depthwise";
import { allocate, allocateZeros, kernels, pointer, release } from "./tfjs-heap";

type ConvInfo = backend_util.Conv2DInfo;

/**
 * Registers the gradient kernels that tfjs-backend-wasm lacks (Conv2DBackpropFilter, DepthwiseConv2dNativeBackpropFilter,
 * DepthwiseConv2dNativeBackpropInput) and a faster Conv2DBackpropInput for 1x1 convolutions. After it, `tf.grads`,
 * `optimizer.minimize` and `model.fit` work on the "wasm" backend. Calling it again does nothing.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 * import { registerWasmGradients } from "@fagr/wasm-gradients";
 *
 * registerWasmGradients();
 * await tf.setBackend("wasm");
 * ```
 */
export function registerWasmGradients(): void {
  if (registered) return;
  registered = true;
  const original = getKernel("Conv2DBackpropInput", "wasm");
  replaceKernel("Conv2DBackpropInput", (call) => convInputGradient(call) ?? original.kernelFunc(call));
  replaceKernel("Conv2DBackpropFilter", convFilterGradient);
  replaceKernel("DepthwiseConv2dNativeBackpropFilter", depthwiseFilterGradient);
  replaceKernel("DepthwiseConv2dNativeBackpropInput", depthwiseInputGradient);
}

let registered = false;

function replaceKernel(kernelName: string, kernelFunc: KernelFunc): void {
  const existing = getKernel(kernelName, "wasm");
  if (existing) unregisterKernel(kernelName, "wasm");
  registerKernel({ ...existing, kernelName, backendName: "wasm", kernelFunc });
}

type Call = Parameters<KernelFunc>[0];
type Inputs<Name extends string> = Record<Name, TensorInfo>;
type Shape4D = [number, number, number, number];

/** dFilter = patches^T . dy; for a 1x1 convolution with stride 1 the input is its own patches. */
function convFilterGradient({ inputs, attrs }: Call): TensorInfo {
  const { x, dy } = inputs as Inputs<"x" | "dy">;
  const { strides, pad, dimRoundingMode, filterShape, dataFormat } = attrs as unknown as Conv2DBackpropFilterAttrs;
  if (dataFormat === "NCHW")
    throw new InvalidArgumentError(
      "The wasm filter gradient expects data format NHWC, received NCHW. Transpose first.",
    );
  const info = backend_util.computeConv2DInfo(x.shape as Shape4D, filterShape, strides, 1, pad, dimRoundingMode);
  const out = allocate(filterShape);
  const K = info.filterHeight * info.filterWidth * info.inChannels;
  const N = info.outChannels;
  const rows = info.outHeight * info.outWidth;
  if (isPointwise(info)) {
    kernels().matmulTransposedLeft(pointer(x), pointer(dy), pointer(out), info.batchSize * rows, K, N, false);
    return out;
  }
  const patches = allocate([rows, K]);
  for (let n = 0; n < info.batchSize; n++) {
    const image = pointer(x) + n * info.inHeight * info.inWidth * info.inChannels * 4;
    // biome-ignore format: the kernel's parameters, in its order
    kernels().extractPatches(image, pointer(patches), info.inHeight, info.inWidth, info.inChannels, info.outHeight, info.outWidth, info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth, info.padInfo.top, info.padInfo.left);
    kernels().matmulTransposedLeft(pointer(patches), pointer(dy) + n * rows * N * 4, pointer(out), rows, K, N, n > 0);
  }
  release(patches);
  return out;
}

/** dx = dy . filter^T for a 1x1 convolution with stride 1; undefined for the others, which tfjs has itself. */
function convInputGradient({ inputs, attrs }: Call): TensorInfo | undefined {
  const { dy, filter } = inputs as Inputs<"dy" | "filter">;
  const { strides, pad, dimRoundingMode, inputShape, dataFormat } = attrs as unknown as Conv2DBackpropInputAttrs;
  if (dataFormat === "NCHW") return undefined;
  const info = backend_util.computeConv2DInfo(inputShape, filter.shape as Shape4D, strides, 1, pad, dimRoundingMode);
  if (!isPointwise(info)) return undefined;
  const { inChannels, outChannels } = info;
  const out = allocate(inputShape);
  const packed = allocate([outChannels * Math.ceil(inChannels / 8) * 8]);
  const rows = info.batchSize * info.outHeight * info.outWidth;
  // biome-ignore format: the kernel's parameters, in its order
  kernels().matmulTransposedRight(pointer(dy), pointer(filter), pointer(out), pointer(packed), rows, outChannels, inChannels);
  release(packed);
  return out;
}

function depthwiseFilterGradient({ inputs, attrs }: Call): TensorInfo {
  const { x, dy } = inputs as Inputs<"x" | "dy">;
  const parameters = attrs as unknown as DepthwiseConv2dNativeBackpropFilterAttrs;
  const info = depthwiseInfo(x.shape, parameters.filterShape, parameters);
  const geometry = geometryOf(info);
  const { height, width, channels, outHeight, outWidth } = geometry;
  const out = allocateZeros(parameters.filterShape);
  const border = paddedInput(geometry);
  const padded = allocateZeros([border.size]);
  for (let n = 0; n < info.batchSize; n++) {
    const image = pointer(x) + n * height * width * channels * 4;
    const row = width * channels;
    kernels().copyImage(image, pointer(padded) + border.inside, height, row, row, border.row);
    addFilterGradient(kernels(), geometry, {
      padded: pointer(padded),
      dy: pointer(dy) + n * outHeight * outWidth * channels * 4,
      dyWidth: outWidth,
      dFilter: pointer(out),
    });
  }
  release(padded);
  return out;
}

function depthwiseInputGradient({ inputs, attrs }: Call): TensorInfo {
  const { dy, filter } = inputs as Inputs<"dy" | "filter">;
  const parameters = attrs as unknown as DepthwiseConv2dNativeBackpropInputAttrs;
  const info = depthwiseInfo(parameters.inputShape, filter.shape, parameters);
  const geometry = geometryOf(info);
  const { height, width, channels, outHeight, outWidth } = geometry;
  const out = allocate(parameters.inputShape);
  const dyAt = (n: number) => pointer(dy) + n * outHeight * outWidth * channels * 4;
  const dxAt = (n: number) => pointer(out) + n * height * width * channels * 4;
  const border = paddedGradient(geometry);
  if (!border) {
    const scratch = allocate([paddedInput(geometry).size]);
    for (let n = 0; n < info.batchSize; n++)
      inputGradientByScatter(kernels(), geometry, {
        dy: dyAt(n),
        filter: pointer(filter),
        scratch: pointer(scratch),
        dx: dxAt(n),
      });
    release(scratch);
    return out;
  }
  const turned = allocate(filter.shape);
  turnFilter(kernels(), geometry, { filter: pointer(filter), turned: pointer(turned) });
  const padded = allocateZeros([border.size]);
  for (let n = 0; n < info.batchSize; n++) {
    const row = outWidth * channels;
    kernels().copyImage(dyAt(n), pointer(padded) + border.inside, outHeight, row, row, border.row);
    inputGradientByConvolution(kernels(), geometry, {
      paddedDy: pointer(padded),
      turned: pointer(turned),
      dx: dxAt(n),
    });
  }
  release(turned);
  release(padded);
  return out;
}

function depthwiseInfo(
  inputShape: number[],
  filterShape: number[],
  { strides, dilations, pad, dimRoundingMode }: Omit<DepthwiseConv2dNativeBackpropFilterAttrs, "filterShape">,
): ConvInfo {
  const info = backend_util.computeConv2DInfo(
    inputShape as Shape4D,
    filterShape as Shape4D,
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    true,
  );
  if (filterShape[3] !== 1 || info.dilationHeight !== 1 || info.dilationWidth !== 1)
    throw new InvalidArgumentError(
      `The wasm depthwise gradients expect a channel multiplier of 1 and no dilation, received ${filterShape[3]} and ${info.dilationHeight}x${info.dilationWidth}. Train such a layer on another backend (tfjs-node, webgpu, cpu).`,
    );
  return info;
}

function geometryOf(info: ConvInfo): DepthwiseGeometry {
  return {
    height: info.inHeight,
    width: info.inWidth,
    channels: info.inChannels,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    kernelHeight: info.filterHeight,
    kernelWidth: info.filterWidth,
    strideHeight: info.strideHeight,
    strideWidth: info.strideWidth,
    padTop: info.padInfo.top,
    padLeft: info.padInfo.left,
    padBottom: info.padInfo.bottom,
    padRight: info.padInfo.right,
  };
}

function isPointwise(info: ConvInfo): boolean {
  return info.filterHeight === 1 && info.filterWidth === 1 && info.strideHeight === 1 && info.strideWidth === 1;
}
