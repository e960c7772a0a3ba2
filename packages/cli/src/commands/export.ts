import { loadWeights } from "@fagr/core/network";
import { Option } from "commander";
import type { CommandContext, RegisterCommand } from "../context";
import { chosenWeights } from "../engine/open-model";
import { type ExportFormat, exportFormats, formatOf } from "../export/formats";
import { writeExport } from "../export/write-export";
import type { ModelOptions } from "../options";
import { byteSize } from "../output/numbers";

interface ExportOptions extends Pick<ModelOptions, "model"> {
  to: string;
  format?: ExportFormat;
  float16?: boolean;
  int8?: boolean;
}

/** `fagr export`: a model as a file of another program, or of our own with fewer bits a number. */
export const registerExport: RegisterCommand = (program, context) => {
  program
    .command("export")
    .description("write a model for another program: ONNX, TensorFlow Lite, Keras, TensorFlow.js, or fagr itself")
    .requiredOption(
      "--to <path>",
      "model.onnx, model.tflite, model.h5 (Keras), model.json (tfjs-layers), or a folder for --format fagr",
    )
    .addOption(
      new Option("--format <name>", "format to write (default: from the extension of --to)").choices(exportFormats),
    )
    .option("--float16", "half the size, rounded to 11 bits (onnx, tflite, tfjs, fagr)")
    .addOption(
      new Option("--int8", "a quarter of the size: 8 bits and a scale per channel (onnx, fagr)").conflicts("float16"),
    )
    .option("--model <manifest>", "a model's manifest.json (default: the model of @fagr/weights)")
    .action((options: ExportOptions) => exportModel(options, context));
};

async function exportModel(options: ExportOptions, { signal, fetch, print, note }: CommandContext): Promise<void> {
  const { to, format = formatOf(to), float16, int8 } = options;
  const weights = await loadWeights(await chosenWeights(options), { signal, fetch });
  const { file, bytes } = await writeExport(weights, {
    to,
    format,
    dtype: float16 ? "float16" : int8 ? "int8" : "float32",
  });
  note(`Wrote the model ${weights.manifest.name} ${weights.manifest.version}, ${byteSize(bytes)}.`);
  print(file);
}
