// Inference steps to ONNX nodes: convolutions with batch normalisation folded in, PReLU in the form that each runtime runs fastest, weights
// as float32 or smaller types.
import { InvalidArgumentError } from "@fagr/core";
import { checkLoaded, checkOptions, type DenseStep, type LoadedWeights, planInference } from "@fagr/core/backend";
import { tasksOf } from "@fagr/core/network";
import { GraphBuilder } from "../graph/graph-builder";
import { describeModel } from "./describe-model";
import { NetworkWriter } from "./network-writer";
import type { PreluForm } from "./prelu";
import type { WeightType } from "./weight-type";

/** How {@link exportOnnx} writes. */
export interface ExportOnnxOptions {
  /** Default "arithmetic"; see {@link PreluForm}. */
  prelu?: PreluForm;
  /** Default "float32"; see {@link WeightType}. */
  dataType?: WeightType;
}

const allowed = { prelu: ["arithmetic", "operator"], dataType: ["float32", "float16", "int8"] } as const;

/**
 * Writes a network as an ONNX file (opset 17, IR version 8), for ONNX Runtime and anything else that reads ONNX.
 *
 * - Input `image`: `[N, S, S, 3]` float32 in the manifest's colour order and range, N free, S the input size.
 * - Output `age`: `[N, classes]` probabilities; output `gender`: `[N, 2]` probabilities, female and male. For weights that have
 *   learned only one task the other output is absent. Further attributes, such as `glasses`, are outputs `[N, labels]` under
 *   their names.
 * - Batch normalisation is folded into the convolutions and dropout left out, so it is for prediction only.
 * - `metadata_props` holds `name`, `version`, `licence`, and as JSON `labels`, `preprocessing`, `architecture`,
 *   `trainingData` and, where known, `tasks` and `calibration`: the file explains itself without its manifest.
 *
 * @throws WeightsError if a tensor of the architecture is missing or has the wrong length.
 * @throws InvalidArgumentError for an unknown option, and for a weight beyond the range of float16 where that is asked for.
 *
 * @example
 * ```ts
 * await writeFile("age-gender.onnx", exportOnnx(await loadWeights(weights)));
 * await writeFile("age-gender-half.onnx", exportOnnx(await loadWeights(weights), { dataType: "float16" }));
 * ```
 */
export function exportOnnx(weights: LoadedWeights, options: ExportOnnxOptions = {}): Uint8Array {
  checkOptions(options, Object.keys(allowed), "exportOnnx()");
  const { prelu = "arithmetic", dataType = "float32" } = options;
  checkValues({ prelu, dataType });
  checkLoaded(weights);
  const { manifest } = weights;
  const { steps, outputs, attributes } = planInference(weights);
  const size = manifest.architecture.inputSize;
  const graph = new GraphBuilder(manifest.name);
  // Pixels come as rows of RGB; ONNX convolutions want planes.
  const image = graph.input("image", ["N", size, size, 3]);
  const planes = graph.node("Transpose", [image], {
    name: "planes",
    dims: ["N", 3, size, size],
    attributes: { perm: [0, 3, 1, 2] },
  });
  const writer = new NetworkWriter(graph, planes, { prelu, dataType });
  for (const step of steps) writer.add(step);
  // A head that was never trained is no output: its numbers mean nothing.
  const heads = [...tasksOf(manifest).map((task) => [task, outputs[task]] as const), ...Object.entries(attributes)];
  for (const [answer, head] of heads)
    writer.addAnswer(answer, steps.find((step): step is DenseStep => step.name === head)!);
  return graph.toModel(describeModel(manifest));
}

/** For backends, which want both heads whatever they have learned: what means nothing is left out of the answers later. */
export function exportBothHeads({ manifest, ...weights }: LoadedWeights, options: ExportOnnxOptions): Uint8Array {
  const { tasks: _, ...whole } = manifest;
  return exportOnnx({ ...weights, manifest: whole }, options);
}

function checkValues(options: Required<ExportOnnxOptions>): void {
  for (const name of ["prelu", "dataType"] as const)
    if (!allowed[name].some((value) => value === options[name]))
      throw new InvalidArgumentError(
        `Expected exportOnnx's ${name} to be ${allowed[name].map((value) => `"${value}"`).join(" or ")}, received "${String(options[name])}".`,
      );
}
