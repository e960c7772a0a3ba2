import type { FeatureShape, Layer, NetworkPlan } from "./plan";

/** One row of the printed table. */
export interface DescribedRow {
  /** The row's operator, or the head's name. */
  readonly operator: string;
  readonly input: FeatureShape;
  readonly output: FeatureShape;
  readonly expansion: number | null;
  readonly repeats: number;
  readonly stride: number;
  /** All weights, the moving statistics of batch normalisation included. */
  readonly parameters: number;
  readonly trainableParameters: number;
  /** Multiply-adds of convolutions and dense layers, for one image. */
  readonly multiplyAdds: number;
}

/** A network in numbers. */
export interface NetworkDescription {
  readonly name: string;
  readonly rows: readonly DescribedRow[];
  readonly parameters: number;
  readonly trainableParameters: number;
  readonly multiplyAdds: number;
}

/** The product of a shape's sizes. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Multiply-adds of one layer for one image; batch normalisation and activations are folded or cheap, and count 0. */
export function layerMultiplyAdds(layer: Layer): number {
  if (layer.kind !== "conv" && layer.kind !== "depthwiseConv" && layer.kind !== "dense") return 0;
  const outputs = elementCount(layer.outputShape);
  if (layer.kind === "dense") return layer.inputShape[2] * outputs;
  const perOutput = elementCount(layer.kernelSize) * (layer.kind === "conv" ? layer.inputShape[2] : 1);
  return outputs * perOutput;
}

/**
 * Shapes, parameters and multiply-adds of every row, computed from the tables alone.
 *
 * @example
 * ```ts
 * const { parameters, multiplyAdds } = describeNetwork(planNetwork(createArchitecture()));
 * ```
 */
export function describeNetwork(plan: NetworkPlan): NetworkDescription {
  const { rows: tableRows } = plan.architecture;
  const sections = tableRows.map((row, index) => ({
    operator: row.operator as string,
    expansion: row.expansion ?? null,
    repeats: row.repeats,
    stride: row.stride as number,
    layers: plan.layers.filter((layer) => layer.row === index),
  }));
  for (const [task, output] of Object.entries({ ...plan.outputs, ...plan.attributes })) {
    const layers = plan.layers.filter((layer) => layer.row === tableRows.length && layer.name.startsWith(`${task}_`));
    const classes = layers.find((layer) => layer.name === output)!.outputShape[2];
    sections.push({ operator: `${task} head (${classes})`, expansion: null, repeats: 1, stride: 1, layers });
  }
  const rows = sections.map(({ layers, ...section }): DescribedRow => {
    const weights = layers.flatMap((layer) => layer.weights);
    const count = (trainableOnly: boolean) =>
      weights
        .filter((weight) => weight.trainable || !trainableOnly)
        .reduce((sum, weight) => sum + elementCount(weight.shape), 0);
    return {
      ...section,
      input: layers[0]!.inputShape,
      output: layers.at(-1)!.outputShape,
      parameters: count(false),
      trainableParameters: count(true),
      multiplyAdds: layers.reduce((sum, layer) => sum + layerMultiplyAdds(layer), 0),
    };
  });
  const total = (key: "parameters" | "trainableParameters" | "multiplyAdds") =>
    rows.reduce((sum, row) => sum + row[key], 0);
  return {
    name: plan.architecture.name,
    rows,
    parameters: total("parameters"),
    trainableParameters: total("trainableParameters"),
    multiplyAdds: total("multiplyAdds"),
  };
}
