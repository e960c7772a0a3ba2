// `fagr export`: the path tells the format, and each format has one function that gives files with their contents.
import { basename, dirname, extname, join } from "node:path";
import { InvalidArgumentError } from "@fagr/core";
import type { LoadedWeights } from "@fagr/core/backend";
import { writeWholeFile } from "@fagr/core/files";
import { saveWeights, type WeightsDtype } from "@fagr/core/network";
import type { ExportFormat } from "./formats";
import { importOnnxWriter } from "./import-onnx-writer";

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
  // The file that names the others comes last: what it names is there.
  for (const [path, content] of files.toReversed()) await writeWholeFile(path, content);
  const bytes = files.reduce((sum, [, content]) => sum + Buffer.byteLength(content), 0);
  return { file: files[0]![0], bytes };
}

/** Files by path, the one to name first. */
type Files = readonly (readonly [path: string, content: Uint8Array | string])[];

const formatWriters: Readonly<
  Record<ExportFormat, (weights: LoadedWeights, options: WriteExportOptions) => Promise<Files>>
> = {
  async onnx(weights, { to, dtype }) {
    const { exportOnnx } = await importOnnxWriter();
    return [[to, exportOnnx(weights, { dataType: dtype })]];
  },

  async tflite(weights, { to, dtype }) {
    if (dtype === "int8") throw cannotHold(dtype, { format: "tflite", holds: "float32 or float16" });
    const { exportTflite } = await import("@fagr/convert");
    return [[to, exportTflite(weights, { dtype })]];
  },

  async keras(weights, { to, dtype }) {
    if (dtype !== "float32") throw cannotHold(dtype, { format: "keras", holds: "float32" });
    const { exportKeras } = await import("@fagr/convert");
    return [[to, await exportKeras(weights)]];
  },

  async tfjs(weights, { to, dtype }) {
    if (dtype === "int8") throw cannotHold(dtype, { format: "tfjs", holds: "float32 or float16" });
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
    const numbers = `${basename(name)}${dtype === "float32" ? "" : `-${dtype}`}.bin`;
    const saved = await saveWeights(tensors, { ...manifest, file: numbers, dtype });
    return [
      [file, `${JSON.stringify(saved.manifest, null, 2)}\n`],
      [join(dirname(file), numbers), saved.data],
    ];
  },
};

function cannotHold(dtype: WeightsDtype, { format, holds }: { format: ExportFormat; holds: string }): Error {
  const formats = dtype === "int8" ? "onnx or fagr" : "onnx, tflite, tfjs or fagr";
  return new InvalidArgumentError(
    `Expected --${dtype} with the format ${formats}, received it with ${format}, whose layers hold ${holds}. Leave it out.`,
  );
}

/** The path itself if it names a .json file, else that file in the folder that it names. */
function inFolder(path: string, file: string): string {
  return extname(path).toLowerCase() === ".json" ? path : join(path, file);
}
