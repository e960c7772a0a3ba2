import { InvalidArgumentError, RuntimeMissingError } from "@fagr/core";
import { firstLine } from "./first-line";
import type { OnnxRuntime } from "./load-runtime";

/** A session can fail to open because the runtime does not start or because the model is bad. */
export function explainFailure({ name, wasmFile }: OnnxRuntime, cause: unknown): Error {
  const reason = firstLine(cause);
  if (wasmFile && reason.includes("no available backend"))
    return new RuntimeMissingError(
      name,
      `onnxruntime-web could not start: ${reason} It needs its file ${wasmFile}: copy it from node_modules/onnxruntime-web/dist beside your script, or say where it is with the option wasmPaths, and load the page again.`,
      { cause },
    );
  return new InvalidArgumentError(
    `Expected an ONNX model that ${name} can run, received one that it refuses: ${reason}`,
    { cause },
  );
}
