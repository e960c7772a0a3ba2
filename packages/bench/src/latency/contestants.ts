import { nodeEntries } from "../backends/node-entries";
import { faceApi, humanFaceRes, insightFace, openVinoRetail, originalMfn, type Peer } from "../peers";
import type { NodeSubject } from "../rows/subject";

/** A network on a runtime. */
export interface Contestant {
  readonly runtime: string;
  readonly network: string;
  /** Width and height of its input, pixels. */
  readonly inputSize: number;
  readonly isOurs: boolean;
  readonly subject: NodeSubject;
}

const onnxPeers = [originalMfn, openVinoRetail, insightFace];
/** The peers that run where our backends do, by the package that both run on. */
const peersOn: Readonly<Record<string, { readonly runtime?: "node" | "web"; readonly peers: readonly Peer[] }>> = {
  "onnxruntime-node": { runtime: "node", peers: onnxPeers },
  "onnxruntime-web": { runtime: "web", peers: onnxPeers },
  "@tensorflow/tfjs-backend-wasm": { peers: [faceApi, humanFaceRes] },
};

/** Not in plain JavaScript, and not on a program in place of a graphics card. */
const ourBackends = ["wasm", "onnxruntime-node", "onnxruntime-web", "tfjs-node", "tfjs-wasm"];

/** Ours on each runtime for Node, and behind it the peers on the same. One thread each. */
export function createContestants(pixelsFile: string): Contestant[] {
  return nodeEntries
    .filter(({ name }) => ourBackends.includes(name))
    .flatMap((entry) => {
      const runtime = entry.runtime ?? entry.module;
      const ours: Contestant = {
        runtime,
        network: "fagr",
        inputSize: 62,
        isOurs: true,
        subject: { kind: "backend", entry, pixelsFile },
      };
      const { runtime: onnxRuntime, peers = [] } = peersOn[runtime] ?? {};
      const others = peers.map(
        ({ id, name, inputSize }): Contestant => ({
          runtime,
          network: name,
          inputSize,
          isOurs: false,
          subject: { kind: "peer", id, options: { threads: 1, ...(onnxRuntime ? { runtime: onnxRuntime } : {}) } },
        }),
      );
      return [ours, ...others];
    });
}
