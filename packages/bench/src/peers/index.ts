// Other people's models, each behind the same interface: whether it is here, how it crops, what it answers.
import { faceApi } from "./face-api";
import { humanFaceRes } from "./human";
import { insightFace, openVinoRetail, originalMfn } from "./onnx-peers";
import type { Peer } from "./peer";

export { loadPeer } from "./load-peer";
export type { Peer, PeerIdentity, PeerOptions } from "./peer";
export { installTfjsPeers, tfjsPeerFile } from "./tfjs-packages";
export { faceApi, humanFaceRes, insightFace, openVinoRetail, originalMfn };

/** What a JavaScript developer could use instead, and the original that this library follows. */
export const peers: readonly Peer[] = [originalMfn, openVinoRetail, insightFace, faceApi, humanFaceRes];
