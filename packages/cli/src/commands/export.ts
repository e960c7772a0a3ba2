import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { loadWeights } from "@fagr/core";
import type { CommandContext, RegisterCommand } from "../context";
import { chosenWeights } from "../engine/open-model";
import type { ModelOptions } from "../options";
import { byteSize } from "../output/numbers";

interface ExportOptions extends Pick<ModelOptions, "model"> {
  to: string;
}

/** `fagr export`: a model as an ONNX file, which any ONNX runtime can run. */
export const registerExport: RegisterCommand = (program, context) => {
  program
    .command("export")
    .description("write a model as an ONNX file")
    .requiredOption("--to <file>", "the file to write, such as model.onnx")
    .option("--model <manifest>", "a model's manifest.json (default: the model of @fagr/weights)")
    .action((options: ExportOptions) => exportModel(options, context));
};

async function exportModel(options: ExportOptions, { signal, fetch, print, note }: CommandContext): Promise<void> {
  const { exportOnnx } = await import("@fagr/backend-onnx");
  const weights = await loadWeights(await chosenWeights(options), { signal, fetch });
  const bytes = exportOnnx(weights);
  await mkdir(dirname(options.to), { recursive: true });
  await writeFile(options.to, bytes);
  note(`Wrote the model ${weights.manifest.name} ${weights.manifest.version}, ${byteSize(bytes.length)}.`);
  print(options.to);
}
