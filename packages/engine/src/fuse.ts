import {
  type Activation,
  type ConcatenationOperation,
  type ConvolutionOperation,
  type DepthwiseOperation,
  type Graph,
  type GraphOperation,
  inputsOf,
  type PoolOperation,
  type ProbabilityOperation,
} from "./graph";

/** A convolution with what follows it: `added` + activation(convolution). */
export interface ConvolutionStep {
  readonly kind: "convolution" | "depthwise";
  readonly name: string;
  readonly operation: ConvolutionOperation | DepthwiseOperation;
  readonly activation: Activation | null;
  readonly added: string | null;
}

/** activation(input, each pixel `factor` times + `added`): a sum, an enlargement, an activation by itself. */
export interface TransferStep {
  readonly kind: "transfer";
  readonly name: string;
  readonly input: string;
  readonly factor: number;
  readonly added: string | null;
  readonly activation: Activation | null;
}

/** An operation that nothing is joined with. */
export interface SingleStep {
  readonly kind: "single";
  readonly name: string;
  readonly operation: PoolOperation | ConcatenationOperation | ProbabilityOperation;
}

/** What one kernel does in one pass over the memory. */
export type Step = ConvolutionStep | TransferStep | SingleStep;

/** Names of the values that a step reads. */
export function readBy(step: Step): readonly string[] {
  if (step.kind === "single") return inputsOf(step.operation);
  const input = step.kind === "transfer" ? step.input : step.operation.input;
  return step.added === null ? [input] : [input, step.added];
}

/**
 * Joins operations into steps: an activation that alone reads a convolution or a sum, the sum that alone reads a convolution, the
 * sum that alone reads an enlargement. Values between them never reach the memory.
 */
export function fuseGraph({ input, operations, outputs }: Graph): Step[] {
  const position = new Map<string, number>([[input.name, -1]]);
  for (const [index, { name }] of operations.entries()) position.set(name, index);
  const readers = new Map<string, GraphOperation[]>();
  for (const operation of operations)
    for (const name of inputsOf(operation)) readers.set(name, [...(readers.get(name) ?? []), operation]);

  /** The one operation that reads a value, unless the value is wanted itself. */
  const onlyReader = (name: string) => {
    const [reader, ...others] = readers.get(name) ?? [];
    return reader && others.length === 0 && !outputs.includes(name) ? reader : null;
  };
  const taken = new Set<GraphOperation>();
  /** The activation that alone reads a value. */
  const takeActivation = (name: string) => {
    const reader = onlyReader(name);
    if (reader?.kind !== "activation") return { name, activation: null };
    taken.add(reader);
    return { name: reader.name, activation: reader.activation };
  };
  /** The sum that alone reads a value and adds one that is there at `time`. */
  const takeSum = (name: string, time: number) => {
    const reader = onlyReader(name);
    if (reader?.kind !== "sum" || taken.has(reader)) return { name, added: null };
    const other = reader.inputs[0] === name ? reader.inputs[1] : reader.inputs[0];
    if (other === name || position.get(other)! >= time) return { name, added: null };
    taken.add(reader);
    return { name: reader.name, added: other };
  };

  const steps: Step[] = [];
  for (const [index, operation] of operations.entries()) {
    if (taken.has(operation)) continue;
    switch (operation.kind) {
      case "convolution": {
        const { name, activation } = takeActivation(operation.name);
        steps.push({ kind: "convolution", operation, activation, ...takeSum(name, index) });
        break;
      }
      case "depthwise":
        steps.push({ kind: "depthwise", operation, added: null, ...takeActivation(operation.name) });
        break;
      case "upsample": {
        const { name, added } = takeSum(operation.name, index);
        steps.push({
          kind: "transfer",
          input: operation.input,
          factor: operation.factor,
          added,
          ...takeActivation(name),
        });
        break;
      }
      case "sum": {
        const [first, added] = operation.inputs;
        steps.push({ kind: "transfer", input: first, factor: 1, added, ...takeActivation(operation.name) });
        break;
      }
      case "activation": {
        const { input: from, name, activation } = operation;
        steps.push({ kind: "transfer", name, input: from, factor: 1, added: null, activation });
        break;
      }
      default:
        steps.push({ kind: "single", name: operation.name, operation });
    }
  }
  return steps;
}
