/**
 * Runs convolutional networks on WebAssembly kernels: a graph is compiled once and run on any number of pictures.
 *
 * A graph of operations is fused, laid out in one WebAssembly memory, its weights packed for the kernels, and compiled to a list of kernel
 * calls. The kernels are AssemblyScript (assembly/). It knows nothing of faces.
 *
 * @module @fagr/engine
 */

export type {
  Activation,
  ActivationOperation,
  ConcatenationOperation,
  ConvolutionOperation,
  DepthwiseOperation,
  Graph,
  GraphOperation,
  PoolOperation,
  ProbabilityOperation,
  SumOperation,
  UpsampleOperation,
} from "./graph";
export { type CompiledKernels, compileKernels, createKernels } from "./kernels";
export { readOnnxGraph } from "./onnx/read-onnx-graph";
export type { Arithmetic } from "./program";
export { Resizer } from "./resizer";
export { type InputPlace, Runner, type RunnerOptions } from "./runner";
