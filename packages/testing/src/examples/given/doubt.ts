import type { FaceRegion } from "@fagr/core";
import type { AgePlace, fitCalibration } from "@fagr/evaluation";

type Answers = Parameters<typeof fitCalibration>[0];
interface Answered {
  readonly answer: { readonly age: Float32Array; readonly gender: Float32Array };
}

export declare const age: Answers["age"];
export declare const gender: Answers["gender"];
export declare const ages: Answers["ages"];
export declare const genders: Answers["genders"];
export declare const faces: readonly (FaceRegion & Answered & { readonly place: AgePlace })[];
export declare const crops: readonly (Answered & { readonly face: boolean })[];
