// bench:accuracy. Data sets become faces in fixed boxes; each subject answers for the same ones; answers are kept and measured.
import { wasmBackend } from "@fagr/backend-wasm";
import { loadAgeGenderModel, type WeightsSource } from "@fagr/core";
import { loadWeights } from "@fagr/core/network";
import type { PredictedFace, PredictionsHeader } from "@fagr/evaluation";
import type { ComparedModel, ComparedPrediction } from "@fagr/evaluation/peers";
import { loadPeer, type Peer } from "../peers";

/** A model of which the answers are compared. */
export interface AccuracySubject {
  /** Its name in tables. */
  readonly name: string;
  readonly isOurs: boolean;
  /** Whether it is the network of another subject, asked in another way. */
  readonly isVariant: boolean;
  /** What its answers depend on: the same identity, the same answers. */
  readonly identity: PredictionsHeader["model"];
  readonly backend: string;
  open(): Promise<Pick<ComparedModel, "dispose"> & { predict: Predict }>;
}

/** Faces in, answers out, in their order. */
export type Predict = (faces: Parameters<ComparedModel["predict"]>[0]) => Promise<ComparedAnswer[]>;

/** What all compared models tell. */
export type ComparedAnswer = PredictedFace & ComparedPrediction;

/** Somebody else's model. */
export async function peerSubject(peer: Peer): Promise<AccuracySubject> {
  return {
    name: peer.name,
    isOurs: false,
    isVariant: false,
    identity: { name: peer.name, ...(await peer.identify()) },
    backend: peer.runtime,
    open: () => loadPeer(peer),
  };
}

/**
 * A model of ours.
 *
 * @param mirror - Whether the answers for the face and for its mirror image are averaged.
 * @throws WeightsError, DownloadError if the weights cannot be had.
 */
export async function ourSubject(
  name: string,
  source: WeightsSource,
  { mirror = false }: { mirror?: boolean } = {},
): Promise<AccuracySubject> {
  const weights = await loadWeights(source);
  const { version, calibration, files } = weights.manifest;
  const identity = { name: weights.manifest.name, version, sha256: files[0].sha256 };
  return {
    name: mirror ? `${name}, mirror averaged` : name,
    isOurs: true,
    isVariant: mirror,
    identity: { ...identity, ...(calibration ? { calibration } : {}), ...(mirror ? { mirror } : {}) },
    backend: "@fagr/backend-wasm",
    async open() {
      const model = await loadAgeGenderModel({ backend: wasmBackend(), weights });
      return {
        predict: (faces) => model.predict(faces, { ageDistribution: true, ...(mirror ? { mirror } : {}) }),
        dispose: () => model.dispose(),
      };
    },
  };
}
