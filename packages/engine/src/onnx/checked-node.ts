import { WeightsError } from "@fagr/core";
import type { OnnxModel, OnnxNode } from "./onnx-model";

/** A node whose parts are asked for one by one; what nobody asked for is refused at the end. */
export class CheckedNode {
  readonly operator: string;
  readonly #node: OnnxNode;
  readonly #model: OnnxModel;
  readonly #asked = new Set<string>();

  constructor(node: OnnxNode, model: OnnxModel) {
    this.operator = node.operator;
    this.#node = node;
    this.#model = model;
  }

  get inputs(): readonly string[] {
    return this.#node.inputs;
  }

  /** The name of its one output. */
  get output(): string {
    const [output, ...others] = this.#node.outputs;
    if (!output || others.length > 0) throw this.refuse(`with ${this.#node.outputs.length} outputs`);
    return output;
  }

  /** A list of whole numbers, from an attribute. */
  integers(name: string, standard: readonly number[]): readonly number[] {
    this.#asked.add(name);
    const value = this.#node.attributes.get(name) ?? standard;
    if (typeof value !== "object" || value.length !== standard.length || !value.every(Number.isInteger))
      throw this.refuse(`with the attribute ${name} of ${JSON.stringify(value)}`);
    return value;
  }

  /** A number, from an attribute. */
  number(name: string, standard: number): number {
    this.#asked.add(name);
    const value = this.#node.attributes.get(name) ?? standard;
    if (typeof value !== "number") throw this.refuse(`with the attribute ${name} of ${JSON.stringify(value)}`);
    return value;
  }

  /** An attribute that has to say this; `standard` is what it says if it is left out. */
  expect(name: string, expected: number | string | readonly number[], standard = expected): void {
    this.#asked.add(name);
    const value = this.#node.attributes.get(name) ?? standard;
    if (JSON.stringify(value) !== JSON.stringify(expected))
      throw this.refuse(
        `with the attribute ${name} of ${JSON.stringify(value)} instead of ${JSON.stringify(expected)}`,
      );
  }

  /** Attributes that change nothing here. */
  ignore(...names: string[]): void {
    for (const name of names) this.#asked.add(name);
  }

  /** A constant of floats among its inputs; without one, and where it may be missing, null. */
  floats(index: number): { readonly dims: readonly number[]; readonly numbers: Float32Array } | null {
    const name = this.inputs[index];
    if (name === undefined || name === "") return null;
    const tensor = this.#model.tensors.get(name);
    if (!(tensor?.numbers instanceof Float32Array)) throw this.refuse(`whose input "${name}" is no constant of floats`);
    return { dims: tensor.dims, numbers: tensor.numbers };
  }

  /** Refuses what was not asked for. */
  finish(mostInputs: number): void {
    if (this.inputs.length > mostInputs) throw this.refuse(`with ${this.inputs.length} inputs`);
    for (const name of this.#node.attributes.keys())
      if (!this.#asked.has(name)) throw this.refuse(`with the attribute ${name}`);
  }

  refuse(what: string): WeightsError {
    return new WeightsError(
      `Expected an ONNX graph of operations that the engine has, received a ${this.operator || "node without an operator"} "${this.#node.outputs[0] ?? ""}" ${what}.`,
    );
  }
}
