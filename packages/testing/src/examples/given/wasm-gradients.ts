import type { Tensor1D, Tensor4D } from "@tensorflow/tfjs-core";

export declare const x: Tensor4D;
export declare const gamma: Tensor1D;
export declare const beta: Tensor1D;
export declare const alpha: Tensor1D;
export declare const gradient: Float32Array;
