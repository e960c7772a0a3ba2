import { createArchitecture } from "@fagr/core/network";
import { randomWeights } from "@fagr/testing";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { exportTfjs, type TfjsModel } from "./export-tfjs";
import { asOfOthers, type ChangeableModel, importFromFolder, layerOf, layersOf } from "./testing/tfjs-model";

// Even sizes on the way, so that "same" pads after and not before.
const architecture = createArchitecture("age-gender-62", { inputSize: 32, widthMultiplier: 0.125, name: "narrow" });
const weights = randomWeights(architecture, 5);
let exported: TfjsModel;
beforeAll(async () => {
  exported = await exportTfjs(weights);
});

const importChanged = (change: (model: ChangeableModel) => void) => importFromFolder(asOfOthers(exported, change));

describe("what others write differently is read all the same", () => {
  it("links and defaults as Keras 3 writes them", async () => {
    const { tensors } = await importChanged((model) => {
      for (const layer of layersOf(model)) {
        const links = (layer.inbound_nodes[0] ?? []) as unknown[][];
        const history = links.map((link) => ({
          class_name: "__keras_tensor__",
          config: { shape: [null, 1, 1, 1], dtype: "float32", keras_history: link.slice(0, 3) },
        }));
        if (history.length > 0)
          layer.inbound_nodes = [{ args: history.length > 1 ? [history] : history, kwargs: { mask: null } }];
        layer.config.dtype = { module: "keras", class_name: "DTypePolicy", config: { name: "float32" } };
      }
    });
    expect([...tensors]).toEqual([...weights.tensors]);
  });

  it("other names, another order, swapped sums, and dropout and flatten where there were none", async () => {
    const { tensors, manifest } = await importChanged((model) => {
      layersOf(model).reverse();
      for (const layer of layersOf(model))
        if (layer.class_name === "Add") (layer.inbound_nodes[0] as unknown[]).reverse();
      const dropout = { ...layerOf(model, "age_flatten"), class_name: "Dropout", name: "extra" };
      layersOf(model).push({ ...dropout, config: { name: "extra", rate: 0.5 } });
      layerOf(model, "age_flatten").inbound_nodes = [[["extra", 0, 0, {}]]];
      model.modelTopology.model_config.config.output_layers.reverse();
    });
    expect([...tensors]).toEqual([...weights.tensors]);
    expect(manifest.architecture.taskBranch).toBeNull();
  });

  it("padding as a layer of its own", async () => {
    const { tensors } = await importChanged((model) => {
      const first = layerOf(model, "row1_conv");
      first.config.padding = "valid";
      const pad = {
        class_name: "ZeroPadding2D",
        name: "pad",
        config: {
          name: "pad",
          padding: [
            [0, 1],
            [0, 1],
          ],
        },
      };
      layersOf(model).push({ ...pad, inbound_nodes: first.inbound_nodes });
      first.inbound_nodes = [[["pad", 0, 0, {}]]];
    });
    expect([...tensors]).toEqual([...weights.tensors]);
  });
});
