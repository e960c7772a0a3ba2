import type { LoadedWeights } from "@fagr/core/backend";
import {
  type Architecture,
  elementCount,
  planNetwork,
  type WeightSpec,
  weightSpecs,
  weightsFormat,
} from "@fagr/core/network";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { createRandom, type Random } from "./random";

const { sqrt } = Math;

/**
 * Weights as a trained network might have them: He-scaled kernels, and batch normalisation and slopes that are not at
 * their starting values, so that a backend which forgets one of them gives other answers. Activations stay of the
 * order of one through the whole network.
 */
export function randomWeights(architecture: Architecture, seed: number): LoadedWeights {
  const random = createRandom(seed);
  const tensors = new Map(
    weightSpecs(planNetwork(architecture)).map((spec) => [
      spec.name,
      Float32Array.from({ length: elementCount(spec.shape) }, () => drawWeight(spec, random)),
    ]),
  );
  const hash = sha256.create();
  let bytes = 0;
  for (const { buffer } of tensors.values()) {
    hash.update(new Uint8Array(buffer));
    bytes += buffer.byteLength;
  }
  const [minimum, maximum] = architecture.ageRange;
  return {
    tensors,
    manifest: {
      format: weightsFormat,
      name: `random-${seed}`,
      version: "0.0.0",
      description: "Random numbers, for tests",
      licence: "MIT",
      architecture,
      preprocessing: { colourOrder: "RGB", range: [0, 1], resize: "triangle", boxScale: 1 },
      labels: {
        age: { minimum, maximum },
        gender: ["female", "male"],
        ...(architecture.attributes ? { attributes: architecture.attributes } : {}),
      },
      trainingData: [],
      files: [{ path: "random.bin", bytes, sha256: bytesToHex(hash.digest()) }],
    },
  };
}

function drawWeight({ kind, shape, name }: WeightSpec, random: Random): number {
  switch (kind) {
    case "kernel":
    case "depthwiseKernel": {
      const fan = shape[0]! * shape[1]! * (kind === "kernel" ? shape[2]! : 1);
      return random.normal(0, sqrt(2 / fan));
    }
    case "denseKernel":
      // Small before the softmax, or one class would get all.
      return random.normal(0, (name.includes("probabilities") ? 0.25 : 2) * sqrt(1 / shape[0]!));
    case "gamma":
      // The last normalisation before a residual sum is smaller, or eleven sums would make the activations explode.
      return name.includes("project") ? random.uniform(0.3, 0.7) : random.uniform(0.6, 1.4);
    case "movingVariance":
      return random.uniform(0.5, 2);
    case "movingMean":
    case "beta":
    case "bias":
      return random.normal(0, 0.2);
    case "alpha":
      return random.uniform(-0.1, 0.5);
  }
}
