import { InvalidArgumentError } from "@fagr/core";
import {
  checkLoaded,
  checkOptions,
  type DenseStep,
  describeValue,
  type LoadedWeights,
  planInference,
} from "@fagr/core/backend";
import { tasksOf } from "@fagr/core/network";
import { NetworkWriter } from "./tflite/network-writer";
import { TfliteBuilder } from "./tflite/tflite-builder";

/** How {@link exportTflite} writes. */
export interface ExportTfliteOptions {
  /** Default "float32". "float16" halves the file; runtimes convert the weights when they open it, and compute in float32. */
  dtype?: "float32" | "float16";
  /**
   * Faces per call. Default 1. Interpreters that can resize inputs (`resizeInput` on Android) accept any number; others, such as
   * LiteRT.js, only this one.
   */
  batch?: number;
}

/**
 * Writes a network as a TensorFlow Lite file, for LiteRT on Android, iOS and boards, in MediaPipe and in pages.
 *
 * - Input `image`: `[batch, S, S, 3]` float32 in the manifest's colour order and range, S the input size.
 * - Output `age`: `[batch, classes]` probabilities; output `gender`: `[batch, 2]` probabilities, female and male. They are
 *   outputs 0 and 1, and have these names in the signature `serving_default`. For weights that have learned only one task the
 *   other output is absent. Further attributes are outputs `[batch, labels]` under their names, behind these.
 * - Batch normalisation is folded into the convolutions and dropout left out, so it is for prediction only.
 * - The manifest stands in the file's metadata under `fagr_manifest`.
 *
 * Crops are to be made as the manifest's `preprocessing` says. The operators are those that XNNPACK takes, so no time is lost between it and others.
 *
 * @throws WeightsError if a tensor of the architecture is missing or has the wrong length.
 * @throws InvalidArgumentError for an unknown option, and for a weight beyond the range of float16 where that is asked for.
 *
 * @example
 * ```ts
 * await writeFile("age-gender.tflite", exportTflite(await loadWeights(weights)));
 * await writeFile("age-gender-half.tflite", exportTflite(await loadWeights(weights), { dtype: "float16" }));
 * ```
 */
export function exportTflite(weights: LoadedWeights, options: ExportTfliteOptions = {}): Uint8Array {
  checkLoaded(weights);
  checkOptions(options, ["dtype", "batch"], "exportTflite()");
  const { dtype = "float32", batch = 1 } = options;
  if (dtype !== "float32" && dtype !== "float16")
    throw new InvalidArgumentError(
      `Expected exportTflite's dtype to be "float32" or "float16", received ${describeValue(dtype)}.`,
    );
  if (!Number.isInteger(batch) || batch < 1)
    throw new InvalidArgumentError(
      `Expected exportTflite's batch to be a whole number from 1 on, received ${describeValue(batch)}.`,
    );
  const { manifest } = weights;
  const { steps, outputs, attributes } = planInference(weights);
  const size = manifest.architecture.inputSize;
  const builder = new TfliteBuilder();
  const image = builder.value({ name: "image", shape: [batch, size, size, 3] });
  const writer = new NetworkWriter(builder, { image, batch, dtype });
  for (const step of steps) writer.add(step);
  // A head that was never trained is no output: its numbers mean nothing.
  const heads = [...tasksOf(manifest).map((task) => [task, outputs[task]] as const), ...Object.entries(attributes)];
  const answers = heads.map(
    ([answer, head]) =>
      [answer, writer.addAnswer(answer, steps.find((step): step is DenseStep => step.name === head)!)] as const,
  );
  return builder.toModel(
    { inputs: [["image", image]], outputs: answers },
    { description: manifest.description, metadata: { fagr_manifest: JSON.stringify(manifest) } },
  );
}
