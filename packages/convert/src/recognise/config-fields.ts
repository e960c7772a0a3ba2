import type { Padding } from "@fagr/core/network";
import { isObject } from "../keras/json";
import { type KerasLayer, layerError } from "../keras/keras-model";

/** Checks an argument of a layer; where the file leaves it out, it has Keras's default, which is what we expect. */
export function expectField(layer: KerasLayer, field: string, expected: unknown): void {
  const received = layer.config[field];
  if (received !== undefined && received !== null && JSON.stringify(received) !== JSON.stringify(expected))
    throw layerError(layer, `${field} ${JSON.stringify(expected)}`, received);
}

/** A number or a list of numbers, which Keras writes as a list, as an object of a list, or as the number alone. */
export function wholeNumbers(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (Array.isArray(value)) return value.flatMap(wholeNumbers);
  return isObject(value) ? Object.values(value).flatMap(wholeNumbers) : [];
}

/** The argument of ZeroPadding2D: [[top, bottom], [left, right]], or shorter where sides are the same. */
export function readPadding(layer: KerasLayer): Padding {
  const numbers = wholeNumbers(layer.config.padding);
  if (numbers.length === 1) numbers.push(numbers[0]!);
  if (numbers.length === 2) numbers.splice(0, 2, numbers[0]!, numbers[0]!, numbers[1]!, numbers[1]!);
  const [top, bottom, left, right] = numbers;
  if (numbers.length !== 4 || numbers.some((side) => side < 0))
    throw layerError(layer, "padding as [[top, bottom], [left, right]]", layer.config.padding);
  return { top: top!, bottom: bottom!, left: left!, right: right! };
}
