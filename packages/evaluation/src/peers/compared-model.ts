import type { AgeGenderPrediction } from "@fagr/core";
import type { PixelRegion } from "@fagr/core/network";

/** A face as models of different makers need it. */
export interface ComparedFace extends PixelRegion {
  /**
   * Right eye, left eye, nose tip, right and left corner of the mouth (as the person has them), pixels of the picture.
   * YuNet gives them; a model that aligns faces cannot do without.
   */
  readonly landmarks?: readonly { readonly x: number; readonly y: number }[];
}

/** What all models tell of a face. */
export type ComparedPrediction = Pick<AgeGenderPrediction, "age" | "gender" | "genderProbability">;

/** A model that can be set beside others. Ours, an `AgeGenderModel`, is one too. */
export interface ComparedModel extends AsyncDisposable {
  /** One prediction a face, in the order of the faces. */
  predict(faces: readonly ComparedFace[], options?: { signal?: AbortSignal }): Promise<ComparedPrediction[]>;
  dispose(): Promise<void>;
}

/** What is to be known of somebody else's published model before it can answer: the crop and the pixels that it was trained on. */
export interface PeerAdapter {
  readonly id: string;
  /** As people call it. */
  readonly name: string;
  readonly licence: string;
  /** Width and height of its input, pixels. */
  readonly inputSize: number;
  /** Whether it needs {@link ComparedFace.landmarks}. */
  readonly needsLandmarks: boolean;
  /** A face as its network takes it, in the order of its pixels. */
  crop(face: ComparedFace): Float32Array;
}

/** A peer's network alone, ready to run: what {@link PeerAdapter.crop} made in, answers out. */
export interface PeerNetwork {
  /** @param pixels - `count` crops, one behind the other. */
  run(pixels: Float32Array, count: number): Promise<ComparedPrediction[]>;
  dispose(): Promise<void>;
}
