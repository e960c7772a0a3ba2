import type { AgeGenderPrediction } from "@fagr/core";
import type { PixelRegion } from "@fagr/core/network";

/** A face in the form that models of different projects need. */
export interface ComparedFace extends PixelRegion {
  /**
   * Right eye, left eye, nose tip, right and left corner of the mouth (from the person's point of view), pixels of the picture.
   * YuNet finds them; models that align faces need them.
   */
  readonly landmarks?: readonly { readonly x: number; readonly y: number }[];
}

/** What all models answer for a face. */
export type ComparedPrediction = Pick<AgeGenderPrediction, "age" | "gender" | "genderProbability">;

/** A model that can be compared. Ours, an `AgeGenderModel`, is one too. */
export interface ComparedModel extends AsyncDisposable {
  /** One prediction a face, in the order of the faces. */
  predict(faces: readonly ComparedFace[], options?: { signal?: AbortSignal }): Promise<ComparedPrediction[]>;
  dispose(): Promise<void>;
}

/** What is needed to run another project's published model: the crop and the pixels that it was trained on. */
export interface PeerAdapter {
  readonly id: string;
  /** Its usual name. */
  readonly name: string;
  readonly licence: string;
  /** Width and height of its input, pixels. */
  readonly inputSize: number;
  /** Whether it needs {@link ComparedFace.landmarks}. */
  readonly needsLandmarks: boolean;
  /** A face as its network's input, in its pixel order. */
  crop(face: ComparedFace): Float32Array;
}

/** A peer's network, ready to run: takes the crops of {@link PeerAdapter.crop} and returns answers. */
export interface PeerNetwork {
  /** @param pixels - `count` crops, one behind the other. */
  run(pixels: Float32Array, count: number): Promise<ComparedPrediction[]>;
  dispose(): Promise<void>;
}
