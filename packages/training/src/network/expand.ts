import { InvalidArgumentError } from "@fagr/core";
import { type Architecture, type NetworkPlan, planNetwork, type WeightSpec } from "@fagr/core/network";
import { fromNamedTensors, initialiseParameters, layOutParameters } from "./parameters";

/** How to expand. */
export interface ExpandOptions {
  /** The network to be trained next. Its ages may differ from the old one's; its body and gender head must not. */
  readonly architecture: Architecture;
  /** Where the age head's first values come from. */
  readonly seed: number;
}

/**
 * Adds an age branch to a network that was trained for gender alone, the document's second stage: all weights of the new
 * network as one flat array, body and gender head from the old one, the age head fresh. An age head that the old network
 * has is left behind.
 *
 * @param tensors - the old network's weights by name, as `train` gives them or a weights file holds them
 * @throws InvalidArgumentError if the old network lacks a weight of the new one's body or gender head, or has it in
 *   another size, naming it.
 *
 * @example
 * ```ts
 * const gender = await train({ ...data, recipe: genderStage });
 * const initial = expandParameters(gender.weights, { architecture: createArchitecture("age-gender-62"), seed: 1 });
 * ```
 */
export function expandParameters(
  tensors: ReadonlyMap<string, Float32Array>,
  { architecture, seed }: ExpandOptions,
): Float32Array {
  const plan = planNetwork(architecture);
  const layout = layOutParameters(plan);
  const kept = withoutAgeHead(plan);
  const sizes = new Map([...tensors].map(([name, { length }]) => [name, length]));
  for (const { name, shape } of kept) {
    const length = shape.reduce((product, size) => product * size, 1);
    if (sizes.get(name) !== length)
      throw new InvalidArgumentError(
        `The age branch cannot be added: expected the weight ${name} of ${shape.join("x")}, received ${sizes.has(name) ? `one of ${sizes.get(name)} numbers` : "weights without it"}. Expand a network of the same body as "${architecture.name}": same input size, widths and rows.`,
      );
  }
  const values = initialiseParameters(layout, seed);
  fromNamedTensors(new Map(kept.map(({ name }) => [name, tensors.get(name)!])), { layout, into: values });
  return values;
}

/** The first weight of a network's body or gender head that another network does not have alike, as a half sentence. */
export function findBodyDifference(from: NetworkPlan, to: NetworkPlan): string | undefined {
  const shapes = new Map(withoutAgeHead(from).map(({ name, shape }) => [name, shape.join("x")]));
  for (const { name, shape } of withoutAgeHead(to)) {
    const received = shapes.get(name);
    shapes.delete(name);
    if (received !== shape.join("x"))
      return `its weight ${name} is ${shape.join("x")} instead of ${received ?? "missing"}`;
  }
  const [left] = shapes.keys();
  return left && `it lacks the weight ${left}`;
}

/** The weights that gender depends on: the body and the gender head. */
function withoutAgeHead({ layers, outputs }: NetworkPlan): WeightSpec[] {
  const needed = new Set([outputs.gender]);
  for (const layer of layers.toReversed())
    if (needed.has(layer.name)) for (const input of layer.inputs) needed.add(input);
  return layers.filter(({ name }) => needed.has(name)).flatMap(({ weights }) => weights);
}
