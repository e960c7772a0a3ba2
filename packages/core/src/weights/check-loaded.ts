import { InvalidArgumentError } from "../errors";
import { describeValue, isKind } from "../values/describe-value";
import type { LoadedWeights } from "./manifest";

/** @throws InvalidArgumentError unless the value has what loaded weights have. Whether they fit each other is for `loadWeights()` to say. */
export function checkLoaded(weights: unknown): asserts weights is LoadedWeights {
  const { manifest, tensors } = Object(weights) as Partial<LoadedWeights>;
  if (typeof manifest?.architecture !== "object" || !isKind(tensors, "Map"))
    throw new InvalidArgumentError(
      `Expected loaded weights, { manifest, tensors }, as await loadWeights() gives them, received ${describeValue(weights)}.`,
    );
}
