import type { FeatureShape, Padding, WeightSpec } from "@fagr/core/network";
import type { FileTensor } from "../keras/keras-model";

interface OperationBase {
  /** The file's name for it. */
  readonly name: string;
  readonly inputs: readonly Operation[];
  readonly outputShape: FeatureShape;
  readonly weights: ReadonlyMap<WeightSpec["kind"], FileTensor>;
}

/** What a layer of the file does, in the terms of the plan. */
export type Operation =
  | (OperationBase & { readonly kind: "image" | "prelu" | "add" })
  | (OperationBase & {
      readonly kind: "conv" | "depthwiseConv";
      readonly kernelSize: readonly [height: number, width: number];
      readonly stride: number;
      readonly padding: Padding;
    })
  | (OperationBase & { readonly kind: "padding"; readonly padding: Padding })
  | (OperationBase & { readonly kind: "batchNorm"; readonly epsilon: number })
  | (OperationBase & { readonly kind: "dropout"; readonly rate: number })
  | (OperationBase & { readonly kind: "flatten" })
  | (OperationBase & { readonly kind: "dense"; readonly activation: "linear" | "softmax"; readonly useBias: boolean });

/** Operations that change nothing when the network predicts: a file may have them or not. */
export function skipTransparent(operation: Operation): Operation {
  let found = operation;
  while (found.kind === "dropout" || found.kind === "flatten") found = found.inputs[0]!;
  return found;
}

/** The operation and all that lead to it, each after its inputs. */
export function operationsUpTo(outputs: readonly Operation[]): Operation[] {
  const ordered = new Set<Operation>();
  const visit = (operation: Operation) => {
    if (ordered.has(operation)) return;
    for (const input of operation.inputs) visit(input);
    ordered.add(operation);
  };
  for (const output of outputs) visit(output);
  return [...ordered];
}
