import { InvalidArgumentError } from "../errors";
import { describeValue, isKind } from "../values/describe-value";
import type { LoadedWeights } from "./manifest";

/**
 * @throws InvalidArgumentError unless the value has the fields of loaded weights. Whether they fit each other is checked by
 * `loadWeights()`.
 */
export function checkLoaded(weights: unknown): asserts weights is LoadedWeights {
  const { manifest, tensors } = Object(weights) as Partial<LoadedWeights>;
  if (typeof manifest?.architecture !== "object" || !isKind(tensors, "Map"))
    throw new InvalidArgumentError(
      `Expected loaded weights, { manifest, tensors }, such as the result of await loadWeights(), received ${describeValue(weights)}.`,
    );
}
