import { InvalidArgumentError, RuntimeMissingError } from "@fagr/core";
import { reasonOf } from "@fagr/core/backend";
import type { ComparedModel, ComparedPrediction, PeerAdapter, PeerNetwork } from "./compared-model";
import { createComparedModel } from "./create-compared-model";

type OnnxRuntime = typeof import("@fagr/backend-onnx/runtime");

/** Numbers of a network's outputs, by their names. */
export type PeerOutputs = Readonly<Record<string, Float32Array>>;

/** A peer whose network is an ONNX file with one input, `[N, 3, size, size]`. */
export interface OnnxPeer extends PeerAdapter {
  /** Names of the outputs that it answers by. */
  readonly outputs: readonly string[];
  /** Answers of a batch from the network's outputs. */
  decode(outputs: PeerOutputs, count: number): ComparedPrediction[];
}

/** How a peer's file is run. */
export interface OnnxPeerOptions {
  /** As of `openOnnxSession`: onnxruntime-node where it is installed (`"auto"`, the default), or one of the two. */
  readonly runtime?: "auto" | "node" | "web";
  /** Threads of one run. Default: what the runtime chooses. */
  readonly threads?: number;
}

/**
 * Opens the network of a peer.
 *
 * @param model - The content of its .onnx file.
 * @throws RuntimeMissingError without @fagr/backend-onnx; InvalidArgumentError if the file is invalid or of another network.
 */
export async function openOnnxPeer(
  peer: OnnxPeer,
  model: Uint8Array,
  options: OnnxPeerOptions = {},
): Promise<PeerNetwork> {
  const { inputSize, outputs, decode, name } = peer;
  const { openOnnxSession } = await importRuntime();
  // A copy, which is of this realm and of plain bytes: what is read from a file is a Buffer.
  const session = await openOnnxSession(new Uint8Array(model), options);
  const [input] = session.inputNames;
  const missing = outputs.filter((output) => !session.outputNames.includes(output));
  if (missing.length > 0 || input === undefined) {
    await session.dispose();
    throw new InvalidArgumentError(
      `Expected a network of ${name} with outputs ${outputs.join(", ")}, received one with ${session.outputNames.join(", ")}. docs/guides/comparing.md says how its file is made.`,
    );
  }
  return {
    async run(pixels, count) {
      const dims = [count, 3, inputSize, inputSize];
      const answered = await session.run({ [input]: { data: pixels, dims } });
      return decode(Object.fromEntries(outputs.map((output) => [output, answered[output]!.data])), count);
    },
    dispose: () => session.dispose(),
  };
}

/**
 * A peer as a model that answers faces in pictures, each in the crop that this peer was trained on.
 *
 * @param model - The content of its .onnx file.
 * @throws RuntimeMissingError without @fagr/backend-onnx; InvalidArgumentError if the file is invalid or of another network.
 *
 * @example
 * ```ts
 * await using model = await loadOnnxPeer(openVinoRetail, await readFile("retail-0013.onnx"));
 * const [{ age, gender }] = await model.predict([{ image, box }]);
 * ```
 */
export async function loadOnnxPeer(
  peer: OnnxPeer,
  model: Uint8Array,
  options: OnnxPeerOptions = {},
): Promise<ComparedModel> {
  return createComparedModel(peer, await openOnnxPeer(peer, model, options));
}

async function importRuntime(): Promise<OnnxRuntime> {
  try {
    return await import("@fagr/backend-onnx/runtime");
  } catch (cause) {
    throw new RuntimeMissingError(
      "@fagr/backend-onnx",
      `Expected the package @fagr/backend-onnx, which runs other people's networks, received an error while importing it: ${reasonOf(cause)}. Install it with "npm install @fagr/backend-onnx".`,
      { cause },
    );
  }
}
