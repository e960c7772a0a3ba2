import { extname } from "node:path";
import { InvalidArgumentError } from "@fagr/core";

/** What `fagr export` writes. */
export const exportFormats = ["onnx", "tflite", "keras", "tfjs", "fagr"] as const;

/** One of {@link exportFormats}. */
export type ExportFormat = (typeof exportFormats)[number];

const byExtension: Readonly<Record<string, ExportFormat>> = {
  ".onnx": "onnx",
  ".tflite": "tflite",
  ".h5": "keras",
  ".hdf5": "keras",
  ".json": "tfjs",
};

/** The format that a path ends in. Throws InvalidArgumentError where it does not say. */
export function formatOf(path: string): ExportFormat {
  const format = byExtension[extname(path).toLowerCase()];
  if (format) return format;
  throw new InvalidArgumentError(
    `Expected a file that ends in ${Object.keys(byExtension).join(", ")}, or a format (--format ${exportFormats.join(" | ")}), received "${path}".`,
  );
}
