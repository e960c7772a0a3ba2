// bench:latency. Networks on runtimes: ours, and other people's on the same.
import { chromiumSubjects } from "../backends/chromium-subjects";
import { nodeSubjects } from "../backends/node-subjects";
import { faceApi, humanFaceRes, insightFace, openVinoRetail, originalMfn, type Peer } from "../peers";
import { createNodeRow } from "../rows/node-row";
import { createPageRow } from "../rows/page-row";
import type { Row } from "../rows/row";
import { liteRtSubject } from "./litert-subject";

/** A network on a runtime. */
export interface LatencySubject {
  readonly where: "Node" | "Chromium";
  readonly runtime: string;
  readonly network: string;
  /** Width and height of its input, pixels. */
  readonly inputSize: number;
  /** The first of a group is what the others of it are compared with. */
  readonly group: string;
  open(faces: MeasuredFaces): Row;
}

/** The numbers of the 32 faces, and the file that holds them. */
export interface MeasuredFaces {
  readonly pixels: Uint8Array;
  readonly pixelsFile: string;
}

const onnxPeers = [originalMfn, openVinoRetail, insightFace];
/** The peers that run where our backends do, by the package that both run on. */
const peersOn: Readonly<Record<string, { readonly runtime?: "node" | "web"; readonly peers: readonly Peer[] }>> = {
  "onnxruntime-node": { runtime: "node", peers: onnxPeers },
  "onnxruntime-web": { runtime: "web", peers: onnxPeers },
  "@tensorflow/tfjs-backend-wasm": { peers: [faceApi, humanFaceRes] },
};

/** Not in plain JavaScript, and not on a software adapter. */
const ourBackends = ["wasm", "onnxruntime-node", "onnxruntime-web", "tfjs-node", "tfjs-wasm"];

const ours = { network: "fagr", inputSize: 62 } as const;

/** All, one thread each: other networks on the runtimes of Node, our network on the runtimes of pages. */
export function latencySubjects(): LatencySubject[] {
  return [...inNode(), ...inChromium()];
}

/** Ours on each runtime, and behind it the peers on the same. */
function inNode(): LatencySubject[] {
  return nodeSubjects
    .filter(({ name }) => ourBackends.includes(name))
    .flatMap((backend) => {
      const runtime = backend.runtime ?? backend.module;
      const where = { where: "Node", runtime, group: `Node ${runtime}` } as const;
      const first: LatencySubject = {
        ...where,
        ...ours,
        open: ({ pixelsFile }) =>
          createNodeRow({ kind: "backend", backend, pixelsFile }, { variables: backend.variables ?? {} }),
      };
      const { runtime: onnxRuntime, peers = [] } = peersOn[runtime] ?? {};
      const others = peers.map(({ id, name, inputSize }): LatencySubject => {
        const options = { threads: 1, ...(onnxRuntime ? { runtime: onnxRuntime } : {}) };
        return { ...where, network: name, inputSize, open: () => createNodeRow({ kind: "peer", id, options }) };
      });
      return [first, ...others];
    });
}

/** `wasmBackend()` as it is, with floats, and the runtimes that a page could use instead, of which LiteRT.js has XNNPACK's kernels. */
function inChromium(): LatencySubject[] {
  const backend = (name: string) => chromiumSubjects.find((one) => one.name === name)!;
  const wasm = backend("wasm");
  const backends = [
    { runtime: "@fagr/backend-wasm", backend: wasm },
    { runtime: "@fagr/backend-wasm, float32", backend: { ...wasm, options: { arithmetic: "float32" } } },
    { runtime: "LiteRT.js", backend: liteRtSubject },
    ...["onnxruntime-web", "tfjs-wasm"].map((name) => ({
      runtime: backend(name).runtime ?? name,
      backend: backend(name),
    })),
  ];
  return backends.map(({ runtime, backend: one }) => ({
    where: "Chromium",
    runtime,
    ...ours,
    group: "Chromium",
    open: ({ pixels }) => createPageRow(one, pixels),
  }));
}
