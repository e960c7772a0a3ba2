import type { FaceRegion } from "@fagr/core";

export declare const landmarks: NonNullable<FaceRegion["landmarks"]>;
export { insightFace } from "../../../../bench/src/peers";
