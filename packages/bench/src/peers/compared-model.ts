import type { AgeGenderPrediction } from "@fagr/core";
import type { BackendAvailability } from "@fagr/core/backend";
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

/** How a peer is run. */
export interface PeerOptions {
  /** Which ONNX Runtime runs the peers that are ONNX files. Default "node". The others run on tfjs-wasm, always. */
  runtime?: "node" | "web";
  /** Threads of one run. Default 1. */
  threads?: number;
}

/** A peer's network alone, ready to run: what {@link Peer.crop} made in, answers out. */
export interface PeerNetwork {
  /** @param pixels - `count` crops, one behind the other. */
  run(pixels: Float32Array, count: number): Promise<ComparedPrediction[]>;
  dispose(): Promise<void>;
}

/** Which edition of a model it is: the same identity gives the same answers. */
export interface PeerIdentity {
  readonly version: string;
  /** Of its file, lower-case hexadecimal, where it is one. */
  readonly sha256?: string;
}

/** Somebody else's published model. */
export interface Peer {
  readonly id: string;
  /** As people call it. */
  readonly name: string;
  readonly licence: string;
  /** Width and height of its input, pixels. */
  readonly inputSize: number;
  /** Whether it needs {@link ComparedFace.landmarks}. */
  readonly needsLandmarks: boolean;
  /** The package that runs its network, unless other options say so. */
  readonly runtime: string;
  /** @throws RuntimeMissingError if its files are not here. */
  identify(): Promise<PeerIdentity>;
  /** Whether its files are here, and if not, how they are had. */
  isAvailable(): Promise<BackendAvailability>;
  /** A face as its network takes it: the crop, the alignment and the pixel values that it was trained on. */
  crop(face: ComparedFace): Float32Array;
  /** @throws RuntimeMissingError if its files are not here. */
  open(options?: PeerOptions): Promise<PeerNetwork>;
}
