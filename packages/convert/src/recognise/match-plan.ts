import { WeightsError } from "@fagr/core";
import { elementCount, type Layer, type NetworkPlan } from "@fagr/core/network";
import type { Heads } from "./heads";
import { type Operation, operationsUpTo, skipTransparent } from "./operation";

/**
 * Finds for every layer of a plan the operation of the file that does the same, by following both from the outputs to the
 * image, and takes its weights. Names do not matter, and neither does the order of the layers in the file.
 *
 * @returns The tensors by the plan's names, in its order.
 * @throws WeightsError naming the first layer that differs.
 */
export function matchPlan(plan: NetworkPlan, heads: Heads): Map<string, Float32Array> {
  const pairs = new Matcher(plan).match(heads);
  const tensors = new Map<string, Float32Array>();
  for (const layer of plan.layers) {
    if (isTransparent(layer)) continue;
    const operation = pairs.get(layer.name)!;
    compare(layer, operation, plan);
    for (const { name, kind, shape } of layer.weights) {
      const tensor = operation.weights.get(kind);
      if (tensor?.shape.join() !== shape.join() || tensor.values.length !== elementCount(shape))
        throw difference(layer, operation, plan, {
          expected: `the weight ${kind} of the shape [${shape.join(", ")}]`,
          received: tensor ? `[${tensor.shape.join(", ")}]` : "none",
        });
      tensors.set(name, tensor.values);
    }
  }
  return tensors;
}

const isTransparent = ({ kind }: Layer) => kind === "dropout" || kind === "flatten";

class Matcher {
  readonly #layers: ReadonlyMap<string, Layer>;
  readonly #pairs = new Map<string, Operation>();
  #uses: ReadonlyMap<Operation, number> = new Map();

  constructor(readonly plan: NetworkPlan) {
    this.#layers = new Map(plan.layers.map((layer) => [layer.name, layer]));
  }

  match({ age, gender, attributes }: Heads): ReadonlyMap<string, Operation> {
    this.#uses = countUses(operationsUpTo([age, gender, ...Object.values(attributes)]));
    this.#pair(this.plan.outputs.age, age);
    this.#pair(this.plan.outputs.gender, gender);
    for (const [name, head] of Object.entries(attributes)) this.#pair(this.plan.attributes[name]!, head);
    return this.#pairs;
  }

  #pair(name: string, found: Operation): void {
    const operation = skipTransparent(found);
    const earlier = this.#pairs.get(name);
    if (earlier === operation) return;
    const layer = this.#layers.get(name);
    if (layer && isTransparent(layer)) {
      this.#pair(layer.inputs[0]!, operation);
      return;
    }
    const kind = layer?.kind ?? "image";
    if (earlier || kind !== operation.kind)
      throw new WeightsError(
        `Layer "${operation.name}": expected ${kind} (${name} of the architecture "${this.plan.architecture.name}"), received ${operation.kind}. The file's layers are connected in another way.`,
      );
    this.#pairs.set(name, operation);
    for (const [index, input] of this.#ordered(operation).entries()) this.#pair(layer!.inputs[index]!, input);
  }

  /** The plan's sums name the block's input first and the block's own result second, which only the sum uses. */
  #ordered({ kind, inputs }: Operation): readonly Operation[] {
    if (kind !== "add") return inputs;
    return [...inputs].sort((one, other) => this.#uses.get(other)! - this.#uses.get(one)!);
  }
}

function countUses(operations: readonly Operation[]): ReadonlyMap<Operation, number> {
  const uses = new Map<Operation, number>();
  for (const { inputs } of operations) for (const input of inputs) uses.set(input, (uses.get(input) ?? 0) + 1);
  return uses;
}

/** Throws unless the operation is set up as the layer is. */
function compare(layer: Layer, operation: Operation, plan: NetworkPlan): void {
  const fields = ["outputShape", "kernelSize", "stride", "padding", "epsilon", "activation", "useBias"] as const;
  for (const field of fields) {
    const expected = JSON.stringify((layer as Partial<Record<typeof field, unknown>>)[field]);
    const received = JSON.stringify((operation as Partial<Record<typeof field, unknown>>)[field]);
    if (expected !== received)
      throw difference(layer, operation, plan, {
        expected: `${field} ${expected}`,
        received: String(received),
      });
  }
}

function difference(
  layer: Layer,
  operation: Operation,
  { architecture }: NetworkPlan,
  { expected, received }: { expected: string; received: string },
): WeightsError {
  return new WeightsError(
    `Layer "${operation.name}": expected ${expected} as ${layer.name} of the architecture "${architecture.name}" has it, received ${received}.`,
  );
}
