import type { NetworkPlan, WeightSpec } from "@fagr/core/network";
import type { JsonObject } from "./json";
import { kerasOrder } from "./keras-order";
import { layerConfig } from "./layer-config";

/** How Keras and tfjs-layers call the weights of a plan. */
export const kerasWeightNames: Readonly<Record<WeightSpec["kind"], string>> = {
  kernel: "kernel",
  depthwiseKernel: "depthwise_kernel",
  denseKernel: "kernel",
  bias: "bias",
  gamma: "gamma",
  beta: "beta",
  movingMean: "moving_mean",
  movingVariance: "moving_variance",
  alpha: "alpha",
};

/** The shape of a weight in Keras: a PReLU's slopes also say over which axes they are shared. */
export function kerasShape({ kind, shape }: Pick<WeightSpec, "kind" | "shape">): number[] {
  return kind === "alpha" ? [1, 1, ...shape] : [...shape];
}

/** A plan as the `model_config` of a functional model, in the form of Keras 2, which Keras 3 and tfjs-layers read too. */
export function writeTopology(plan: NetworkPlan): JsonObject {
  const { architecture, outputs, attributes } = plan;
  const { name, inputSize } = architecture;
  const image = {
    class_name: "InputLayer",
    name: "image",
    config: { name: "image", batch_input_shape: [null, inputSize, inputSize, 3], dtype: "float32", sparse: false },
    inbound_nodes: [],
  };
  return {
    class_name: "Functional",
    config: {
      name,
      trainable: true,
      layers: [
        image,
        ...kerasOrder(plan).map((layer) => {
          const { className, config } = layerConfig(layer);
          return {
            class_name: className,
            name: layer.name,
            config,
            inbound_nodes: [layer.inputs.map((input) => [input, 0, 0, {}])],
          };
        }),
      ],
      input_layers: [["image", 0, 0]],
      output_layers: Object.values({ ...outputs, ...attributes }).map((name) => [name, 0, 0]),
    },
  };
}
