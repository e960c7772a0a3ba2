import type { Architecture } from "../architecture/architecture";
import { InvalidArgumentError } from "../errors";
import { describeValue, isKind } from "../values/describe-value";
import type { LoadedWeights } from "../weights/manifest";

/** Whether a backend can run here, and if not, why. */
export interface BackendAvailability {
  readonly available: boolean;
  /** One sentence for people: what is missing and what to install, or what it will run on. */
  readonly reason: string;
}

/** Preprocessed faces: `[count, inputSize, inputSize, 3]` floats in the manifest's colour order and range. */
export interface PixelBatch {
  readonly data: Float32Array;
  readonly count: number;
}

/**
 * Checks a batch before a backend passes it to its runtime, whose own message would be hard to understand.
 *
 * @throws InvalidArgumentError unless `data` is a Float32Array of `[count, inputSize, inputSize, 3]` with count >= 1.
 */
export function checkPixelBatch({ data, count }: PixelBatch, { inputSize }: Pick<Architecture, "inputSize">): void {
  if (!Number.isInteger(count) || count < 1)
    throw new InvalidArgumentError(`Expected a batch of at least 1 face, received the count ${String(count)}.`);
  const expected = count * inputSize * inputSize * 3;
  if (!isKind(data, "Float32Array") || data.length !== expected)
    throw new InvalidArgumentError(
      `Expected ${expected} floats for a batch [${count}, ${inputSize}, ${inputSize}, 3], received ${describeValue(data)}. Use preprocessFaces() with the manifest of the same weights.`,
    );
}

/** What a network answers. */
export interface ProbabilityBatch {
  /** `[count, age classes]`, each row sums to 1. */
  readonly age: Float32Array;
  /** `[count, 2]` female, male; each row sums to 1. */
  readonly gender: Float32Array;
  /** `[count, labels]` of each attribute that the architecture has beside age and gender; each row sums to 1. */
  readonly attributes?: Readonly<Record<string, Float32Array>>;
}

/** A network ready to run: pixels in, probabilities out, and nothing else. */
export interface AgeGenderNetwork {
  /** What it runs on, if its backend chose among several; otherwise the backend's own name. */
  readonly backend?: string;
  run(batch: PixelBatch, options?: { signal?: AbortSignal }): Promise<ProbabilityBatch>;
  /** Frees the network's memory. Calling it again does nothing. */
  dispose(): Promise<void>;
}

/**
 * Where a model runs. A backend builds a network from weights; everything before it (images, crops, pixels) and after
 * it (age, interval, gender) is the same for all and lives in `@fagr/core`.
 */
export interface AgeGenderBackend {
  readonly name: string;
  isAvailable(): Promise<BackendAvailability>;
  /** Throws RuntimeMissingError if the runtime is not installed. */
  createNetwork(weights: LoadedWeights): Promise<AgeGenderNetwork>;
}
