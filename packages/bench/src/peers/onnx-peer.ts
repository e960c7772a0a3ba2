import { readFile } from "node:fs/promises";
import { type OnnxTensor, openOnnxSession } from "@fagr/backend-onnx/runtime";
import { InvalidArgumentError } from "@fagr/core";
import { sha256Hex } from "@fagr/core/backend";
import type { ComparedPrediction, Peer } from "./compared-model";
import { peerFileAvailability, requirePeerFile } from "./peer-folder";

/** What is to be said of a peer whose network is an ONNX file with inputs `[N, 3, size, size]`. */
export interface OnnxPeerDescription extends Omit<Peer, "runtime" | "identify" | "isAvailable" | "open"> {
  /** Its name in the folder of peers. */
  readonly file: string;
  /** Answers of a batch from the network's outputs. */
  decode(outputs: Readonly<Record<string, OnnxTensor>>, count: number): ComparedPrediction[];
}

/** A peer that runs on ONNX Runtime. */
export function onnxPeer({ file, decode, ...peer }: OnnxPeerDescription): Peer {
  const { inputSize } = peer;
  return {
    ...peer,
    runtime: "onnxruntime-node",
    identify: async () => ({ version: peer.id, sha256: await sha256Hex(await readFile(requirePeerFile(file))) }),
    isAvailable: async () => peerFileAvailability(file),
    async open({ runtime = "node", threads = 1 } = {}) {
      const model = await readFile(requirePeerFile(file));
      const session = await openOnnxSession(new Uint8Array(model), { runtime, threads });
      const [input] = session.inputNames;
      return {
        async run(pixels, count) {
          const dims = [count, 3, inputSize, inputSize];
          return decode(await session.run({ [input!]: { data: pixels, dims } }), count);
        },
        dispose: () => session.dispose(),
      };
    },
  };
}

/** The numbers of an output. */
export function outputOf(outputs: Readonly<Record<string, OnnxTensor>>, name: string): Float32Array {
  const output = outputs[name];
  if (!output)
    throw new InvalidArgumentError(
      `Expected a network with an output "${name}", received ${Object.keys(outputs).join(", ")}.`,
    );
  return output.data;
}

/** Gender from `[N, 2]` probabilities of female and male. */
export function genderOf(probabilities: Float32Array, face: number) {
  const [female = 0, male = 0] = probabilities.subarray(face * 2, face * 2 + 2);
  return genderFrom(male / (female + male));
}

/** @param male - Probability of male. */
export function genderFrom(male: number): Pick<ComparedPrediction, "gender" | "genderProbability"> {
  return male > 0.5 ? { gender: "male", genderProbability: male } : { gender: "female", genderProbability: 1 - male };
}
