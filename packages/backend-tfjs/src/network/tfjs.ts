import type * as tfjsCore from "@tensorflow/tfjs-core";

/**
 * What a network needs of tfjs: the module `@tensorflow/tfjs-core`, or any that passes its functions on, such as
 * `@tensorflow/tfjs` and `@tensorflow/tfjs-node`. {@link loadTfjs} has just these.
 */
export interface Tfjs
  extends Pick<
    typeof tfjsCore,
    "add" | "engine" | "findBackendFactory" | "keep" | "reshape" | "softmax" | "tensor" | "tidy"
  > {
  readonly fused: Pick<typeof tfjsCore.fused, "conv2d" | "depthwiseConv2d" | "matMul">;
}
