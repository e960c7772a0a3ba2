import { WeightsError } from "@fagr/core";
import { createArchitecture } from "@fagr/core/network";
import { randomWeights } from "@fagr/testing";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { exportTfjs, type TfjsModel } from "./export-tfjs";
import { asOfOthers, type ChangeableModel, importFromFolder, layerOf, layersOf } from "./testing/tfjs-model";

const architecture = createArchitecture("age-gender-62", { inputSize: 32, widthMultiplier: 0.125, name: "narrow" });
const weights = randomWeights(architecture, 5);
let exported: TfjsModel;
beforeAll(async () => {
  exported = await exportTfjs(weights);
});

const importChanged = (change: (model: ChangeableModel) => void) => importFromFolder(asOfOthers(exported, change));

describe("what is no network of ours is refused, naming the layer", () => {
  it.each<[string, (model: ChangeableModel) => void, RegExp]>([
    [
      "an unknown layer",
      (model) => {
        layerOf(model, "row1_conv_prelu").class_name = "ReLU";
      },
      /"row1_conv_prelu" \(ReLU\)/,
    ],
    [
      "a bias in a convolution",
      (model) => {
        layerOf(model, "row1_conv").config.use_bias = true;
      },
      /"row1_conv".*use_bias/,
    ],
    [
      "an activation",
      (model) => {
        layerOf(model, "row1_conv").config.activation = "relu";
      },
      /"row1_conv".*activation.*relu/,
    ],
    [
      "a dilation",
      (model) => {
        layerOf(model, "row1_conv").config.dilation_rate = [2, 2];
      },
      /"row1_conv".*dilation/,
    ],
    [
      "symmetric padding",
      (model) => {
        const first = layerOf(model, "row1_conv");
        first.config.padding = "valid";
        const pad = { class_name: "ZeroPadding2D", name: "pad", config: { name: "pad", padding: 1 } };
        layersOf(model).push({ ...pad, inbound_nodes: first.inbound_nodes });
        first.inbound_nodes = [[["pad", 0, 0, {}]]];
      },
      /"row1_conv": expected padding.*"top":0.*"top":1/,
    ],
    [
      "another epsilon",
      (model) => {
        layerOf(model, "row2_depthwise_bn").config.epsilon = 0.1;
      },
      /"row2_depthwise_bn": expected epsilon 0\.001.*received 0\.1/,
    ],
    [
      "slopes for every pixel",
      (model) => {
        layerOf(model, "row1_conv_prelu").config.shared_axes = null;
      },
      /shared_axes \[1, 2\]/,
    ],
    [
      "a residual less",
      (model) => {
        const layer = layerOf(model, "row3_block3_expand");
        layer.inbound_nodes = [[["row3_block2_project_bn", 0, 0, {}]]];
        const next = layerOf(model, "row3_block3_add");
        next.inbound_nodes = [
          [
            ["row3_block2_project_bn", 0, 0, {}],
            ["row3_block3_project_bn", 0, 0, {}],
          ],
        ];
        layersOf(model).splice(layersOf(model).indexOf(layerOf(model, "row3_block2_add")), 1);
      },
      /residual sums.*received 11/,
    ],
    [
      "a layer that leads nowhere",
      (model) => {
        layersOf(model).push({
          ...layerOf(model, "row1_conv_bn"),
          config: { ...layerOf(model, "row1_conv_bn").config, name: "lost" },
        });
      },
      /"lost".*leads to none/,
    ],
    [
      "one answer",
      (model) => {
        model.modelTopology.model_config.config.output_layers.pop();
      },
      /leads to none|two outputs/,
    ],
    [
      "no softmax",
      (model) => {
        layerOf(model, "gender_probabilities").config.activation = "linear";
      },
      /two outputs/,
    ],
    [
      "a Sequential model",
      (model) => {
        model.modelTopology.model_config.class_name = "Sequential";
      },
      /functional.*"Sequential"/,
    ],
    [
      "a rectangle",
      (model) => {
        layerOf(model, "image").config.batch_input_shape = [null, 32, 40, 3];
      },
      /square picture.*\[32,40,3\]/,
    ],
    [
      "a missing weight",
      (model) => {
        model.weightsManifest[0]!.weights[0]!.name = "row1_conv/other";
      },
      /"row1_conv".*"kernel".*other/,
    ],
    [
      "whole numbers",
      (model) => {
        model.weightsManifest[0]!.weights[0]!.dtype = "int32";
      },
      /"row1_conv\/kernel".*int32/,
    ],
    [
      "fewer bytes than weights",
      (model) => {
        model.weightsManifest[0]!.weights.at(-1)!.shape = [3];
      },
      /cut short/,
    ],
    [
      "more bytes than weights",
      (model) => {
        model.weightsManifest[0]!.weights.pop();
      },
      /another model/,
    ],
  ])("%s", async (_, change, message) => {
    await expect(importChanged(change)).rejects.toBeInstanceOf(WeightsError);
    await expect(importChanged(change)).rejects.toThrow(message);
  });

  it("a graph model", async () => {
    const graph = { ...exported, model: { ...exported.model, format: "graph-model" } as never };
    await expect(importFromFolder(graph)).rejects.toThrow(/"graph-model".*tfjs_layers_model/);
  });
});
