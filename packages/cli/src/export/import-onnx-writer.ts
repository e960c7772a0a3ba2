import { RuntimeMissingError } from "@fagr/core";
import { reasonOf } from "@fagr/core/backend";

/**
 * The writer of ONNX files. Its package brings onnxruntime-web, 130 MB, which the command needs for nothing else: it is there for those who
 * installed it.
 */
export async function importOnnxWriter(): Promise<typeof import("@fagr/backend-onnx")> {
  try {
    return await import("@fagr/backend-onnx");
  } catch (cause) {
    throw new RuntimeMissingError(
      "@fagr/backend-onnx",
      `Expected the package @fagr/backend-onnx, which writes ONNX files, received an error while importing it: ${reasonOf(cause)}. Install it beside @fagr/cli with "npm install @fagr/backend-onnx", or export to another format.`,
      { cause },
    );
  }
}
