import { readFile } from "node:fs/promises";
import { sha256Hex } from "@fagr/core/backend";
import * as adapters from "@fagr/evaluation/peers";
import type { Peer } from "./peer";
import { peerFileAvailability, requirePeerFile } from "./peer-folder";

/** A peer whose network is a file in the folder of peers, on ONNX Runtime. */
function peerOfFile(adapter: adapters.OnnxPeer, file: string): Peer {
  return {
    ...adapter,
    runtime: "onnxruntime-node",
    identify: async () => ({ version: adapter.id, sha256: await sha256Hex(await readFile(requirePeerFile(file))) }),
    isAvailable: async () => peerFileAvailability(file),
    open: async ({ runtime = "node", threads = 1 } = {}) =>
      adapters.openOnnxPeer(adapter, await readFile(requirePeerFile(file)), { runtime, threads }),
  };
}

/** MFN of the document's authors. */
export const originalMfn = peerOfFile(adapters.originalMfn, "original-mfn.onnx");
/** OpenVINO's age-gender-recognition-retail-0013. */
export const openVinoRetail = peerOfFile(adapters.openVinoRetail, "openvino-retail-0013.onnx");
/** InsightFace's gender-age model of 2019. */
export const insightFace = peerOfFile(adapters.insightFace, "insightface-2019-mobile.onnx");
