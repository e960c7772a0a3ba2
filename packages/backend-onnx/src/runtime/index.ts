/**
 * ONNX models written node by node, and sessions that run them on whichever runtime there is.
 *
 * Finds onnxruntime-node or onnxruntime-web, loads it on first use, and queues calls, because a session runs one call at a time. Detectors
 * and other people's models use it too.
 *
 * @module @fagr/backend-onnx/runtime
 */

export { GraphBuilder, type NodeOptions } from "../graph/graph-builder";
export { irVersion, type ModelDescription, opsetVersion } from "../graph/model";
export type { NodeAttribute } from "../graph/node";
export type { ConstantTensor, ElementType, TensorData } from "../graph/tensor";
export type { OnnxRuntimeName } from "./load-runtime";
export { type OnnxSession, type OnnxTensor, openOnnxSession } from "./session";
export type { OnnxSessionOptions } from "./session-options";
