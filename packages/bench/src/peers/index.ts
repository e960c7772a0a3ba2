import type { Peer } from "./compared-model";
import { faceApi } from "./face-api";
import { humanFaceRes } from "./human";
import { insightFace } from "./insightface";
import { openVinoRetail } from "./openvino-retail";
import { originalMfn } from "./original-mfn";

export type {
  ComparedFace,
  ComparedModel,
  ComparedPrediction,
  Peer,
  PeerIdentity,
  PeerNetwork,
  PeerOptions,
} from "./compared-model";
export { joinCrops, loadPeer } from "./load-peer";
export { installTfjsPeers } from "./tfjs-packages";
export { faceApi, humanFaceRes, insightFace, openVinoRetail, originalMfn };

/** What a JavaScript developer could use instead, and the original that this library follows. */
export const peers: readonly Peer[] = [originalMfn, openVinoRetail, insightFace, faceApi, humanFaceRes];
