import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { InvalidArgumentError, type LoadedWeights, saveWeights, type WeightsDtype } from "@fagr/core";
import type { ExportFormat } from "./formats";

/** Where and how. */
export interface WriteExportOptions {
  readonly to: string;
  readonly format: ExportFormat;
  readonly dtype: WeightsDtype;
}

/** The file to name to the user, and the size of all that was written. */
export interface WrittenExport {
  readonly file: string;
  readonly bytes: number;
}

/** Writes a model in a format, with the folders that it needs. */
export async function writeExport(weights: LoadedWeights, options: WriteExportOptions): Promise<WrittenExport> {
  const files = await formatWriters[options.format](weights, options);
  for (const [path, content] of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  const bytes = files.reduce((sum, [, content]) => sum + Buffer.byteLength(content), 0);
  return { file: files[0]![0], bytes };
}

/** Files by path, the one to name first. */
type Files = readonly (readonly [path: string, content: Uint8Array | string])[];

const formatWriters: Readonly<
  Record<ExportFormat, (weights: LoadedWeights, options: WriteExportOptions) => Promise<Files>>
> = {
  async onnx(weights, { to, dtype }) {
    const { exportOnnx } = await import("@fagr/backend-onnx");
    return [[to, exportOnnx(weights, { dataType: dtype })]];
  },

  async keras(weights, { to, dtype }) {
    if (dtype !== "float32")
      throw new InvalidArgumentError(
        "Expected --float16 with the format onnx, tfjs or fagr, received it with keras, whose layers hold float32. Leave it out.",
      );
    const { exportKeras } = await import("@fagr/convert");
    return [[to, await exportKeras(weights)]];
  },

  async tfjs(weights, { to, dtype }) {
    const { exportTfjs } = await import("@fagr/convert");
    const file = inFolder(to, "model.json");
    const { model, data } = await exportTfjs(weights, { dtype });
    return [
      [file, `${JSON.stringify(model)}\n`],
      [join(dirname(file), "weights.bin"), data],
    ];
  },

  async fagr({ manifest, tensors }, { to, dtype }) {
    const file = inFolder(to, "manifest.json");
    const { name } = manifest;
    const numbers = `${basename(name)}${dtype === "float16" ? "-float16" : ""}.bin`;
    const saved = await saveWeights(tensors, { ...manifest, file: numbers, dtype });
    return [
      [file, `${JSON.stringify(saved.manifest, null, 2)}\n`],
      [join(dirname(file), numbers), saved.data],
    ];
  },
};

/** The path itself if it names a .json file, else that file in the folder that it names. */
function inFolder(path: string, file: string): string {
  return extname(path).toLowerCase() === ".json" ? path : join(path, file);
}
