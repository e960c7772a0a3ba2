import type { Layer, NetworkPlan } from "@fagr/core/network";

export type ConvolutionLayer = Layer & { readonly kind: "conv" | "depthwiseConv" };
export type BatchNormLayer = Layer & { readonly kind: "batchNorm" };

/** A convolution with what follows it: batch normalisation, PReLU and a residual sum, each where the plan has it. */
export interface Unit {
  /** Name of its last layer, by which others take its value. */
  readonly name: string;
  readonly convolution: ConvolutionLayer;
  readonly norm: BatchNormLayer | undefined;
  readonly prelu: Layer | undefined;
  /** Which unit's value goes in; -1 is the image. */
  readonly input: number;
  /** Which unit's value is added at the end. */
  readonly residual: number | undefined;
  /** Whether its one reader computes its value from the convolution's output as it goes, so that the value is never stored. */
  readonly lazy: boolean;
}

/**
 * The plan from the image to the last convolution as units. Undefined if the plan has something that the fused kernels do not
 * do: a convolution other than 1x1 behind the first unit, a value that several convolutions read, or a sum with the image.
 */
export function planUnits(plan: NetworkPlan): Unit[] | undefined {
  const units: Unit[] = [];
  const indexOf = new Map([["image", -1]]);
  let position = 0;
  const takeIf = (kind: Layer["kind"], last: Layer): Layer | undefined => {
    const layer = plan.layers[position];
    if (layer?.kind !== kind || layer.inputs.at(-1) !== last.name) return undefined;
    position++;
    return layer;
  };
  for (;;) {
    const convolution = plan.layers[position];
    if (convolution?.kind !== "conv" && convolution?.kind !== "depthwiseConv") break;
    position++;
    const norm = takeIf("batchNorm", convolution) as BatchNormLayer | undefined;
    const prelu = norm && takeIf("prelu", norm);
    const sum = norm && takeIf("add", prelu ?? norm);
    const name = (sum ?? prelu ?? norm ?? convolution).name;
    const input = indexOf.get(convolution.inputs[0]!);
    const residual = sum && indexOf.get(sum.inputs[0]!);
    const isFusable =
      input !== undefined &&
      residual !== -1 &&
      (input === -1 ? convolution.kind === "conv" : convolution.kind === "depthwiseConv" || isPointwise(convolution));
    if (!isFusable) return undefined;
    indexOf.set(name, units.length);
    units.push({ name, convolution, norm, prelu, input, residual, lazy: false });
  }
  const readers = units.map((_, index) => units.filter((unit) => unit.input === index).length);
  const summed = new Set(units.map((unit) => unit.residual));
  if (
    readers.some((count) => count > 1) ||
    units.some(({ convolution, input }) => convolution.kind === "depthwiseConv" && summed.has(input))
  )
    return undefined;
  return units.map((unit, index) => ({
    ...unit,
    lazy: unit.norm !== undefined && readers[index] === 1 && !summed.has(index) && unit.residual === undefined,
  }));
}

function isPointwise({ kernelSize: [height, width], stride }: ConvolutionLayer): boolean {
  return height === 1 && width === 1 && stride === 1;
}
