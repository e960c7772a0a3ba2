import { type Tensor, tensor, type Variable, variable } from "@tensorflow/tfjs-core";
import { type ParameterLayout, type ParameterSlot, slotView } from "../network/parameters";

/** tfjs wants names that no other variable of the thread has, and there may be several replicas, one after the other. */
let replicas = 0;

/** The trainable weights of one replica as tfjs variables, filled from and read into flat arrays. */
export class WeightVariables {
  readonly #slots: ReadonlyMap<string, ParameterSlot>;
  readonly #prefix = `training-${++replicas}/`;
  readonly #variables = new Map<string, Variable>();

  constructor(layout: ParameterLayout) {
    this.#slots = new Map(layout.slots.map((slot) => [slot.name, slot]));
  }

  /** All variables, once {@link assign} has made them. */
  get list(): Variable[] {
    return [...this.#variables.values()];
  }

  /** The variables by the names of the weights, with values from a flat array. */
  assign(values: Float32Array): ReadonlyMap<string, Variable> {
    for (const [name, slot] of this.#slots) {
      if (!slot.trainable) continue;
      // A copy: tfjs may keep what it is given, and the array changes with the next step.
      const fresh = tensor(slotView(values, slot).slice(), [...slot.shape]);
      const existing = this.#variables.get(name);
      if (existing) existing.assign(fresh);
      else this.#variables.set(name, variable(fresh, true, `${this.#prefix}${name}`));
      fresh.dispose();
    }
    return this.#variables;
  }

  /** Writes gradients, and batch statistics in the places of the moving ones, into a flat array. */
  async readInto(
    target: Float32Array,
    { gradients, statistics }: { gradients: Readonly<Record<string, Tensor>>; statistics: ReadonlyMap<string, Tensor> },
  ): Promise<void> {
    const read = async (slot: ParameterSlot, source: Tensor) => target.set(await source.data<"float32">(), slot.offset);
    await Promise.all([
      ...Object.entries(gradients).map(([name, gradient]) =>
        read(this.#slots.get(name.slice(this.#prefix.length))!, gradient),
      ),
      ...[...statistics].map(([name, statistic]) => read(this.#slots.get(name)!, statistic)),
    ]);
  }

  dispose(): void {
    for (const target of this.#variables.values()) target.dispose();
    this.#variables.clear();
  }
}
