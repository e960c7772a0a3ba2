import type { Layer, NetworkPlan } from "@fagr/core/network";

/**
 * The layers in the order that Keras gives them when it builds a model: by their distance from the outputs, the farthest first. It
 * reads a file's weights in this order, whatever their names.
 */
export function kerasOrder({ layers }: Pick<NetworkPlan, "layers">): Layer[] {
  const distance = new Map<string, number>();
  for (const { name, inputs } of [...layers].reverse()) {
    const own = distance.get(name) ?? 0;
    distance.set(name, own);
    for (const input of inputs) distance.set(input, Math.max(distance.get(input) ?? 0, own + 1));
  }
  return [...layers].sort((one, other) => distance.get(other.name)! - distance.get(one.name)!);
}
