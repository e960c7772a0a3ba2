import type { ConvolutionOperation } from "../../../../engine/src/graph";

export declare const kernel: ConvolutionOperation["kernel"];
export declare const bias: ConvolutionOperation["bias"];
export declare const padding: ConvolutionOperation["padding"];
export declare const none: ConvolutionOperation["padding"];
