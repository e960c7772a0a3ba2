import type * as tfjsCore from "@tensorflow/tfjs-core";

/**
 * The functions of tfjs that a network needs: the module `@tensorflow/tfjs-core`, or one that re-exports its functions, such as
 * `@tensorflow/tfjs` and `@tensorflow/tfjs-node`. {@link loadTfjs} has just these.
 */
export interface Tfjs
  extends Pick<
    typeof tfjsCore,
    "add" | "engine" | "findBackendFactory" | "keep" | "reshape" | "softmax" | "tensor" | "tidy"
  > {
  readonly fused: Pick<typeof tfjsCore.fused, "conv2d" | "depthwiseConv2d" | "matMul">;
}
