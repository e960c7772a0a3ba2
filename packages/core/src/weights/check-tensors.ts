import { elementCount } from "../architecture/describe";
import { type NetworkPlan, weightSpecs } from "../architecture/plan";
import { WeightsError } from "../errors";

/**
 * Checks that tensors are those of a plan: every name, no other, the right lengths, and only finite numbers.
 *
 * @throws WeightsError naming the tensor.
 */
export function checkTensors(plan: NetworkPlan, tensors: ReadonlyMap<string, Float32Array>): void {
  const specs = weightSpecs(plan);
  const { isFinite: finite } = Number;
  for (const { name, shape } of specs) {
    const values = tensors.get(name);
    if (!values)
      throw new WeightsError(
        `Expected a tensor "${name}" for the architecture "${plan.architecture.name}", but there is none. Name the tensors as weightSpecs(planNetwork(architecture)) does.`,
      );
    const expected = elementCount(shape);
    if (values.length !== expected)
      throw new WeightsError(
        `Tensor "${name}": expected ${expected} values for the shape [${shape.join(", ")}], received ${values.length}.`,
      );
    const bad = values.findIndex((value) => !finite(value));
    if (bad >= 0)
      throw new WeightsError(`Tensor "${name}": expected finite numbers, received ${values[bad]} at index ${bad}.`);
  }
  if (tensors.size === specs.length) return;
  const known = new Set(specs.map((spec) => spec.name));
  const unknown = [...tensors.keys()].filter((name) => !known.has(name));
  throw new WeightsError(
    `Expected only tensors of the architecture "${plan.architecture.name}", received also ${unknown.join(", ")}. Leave them out, or use the architecture that they belong to.`,
  );
}
