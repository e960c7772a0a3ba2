import { readFileSync } from "node:fs";
import { InvalidArgumentError } from "@fagr/core";
import type { ModelOptions } from "../options";

/**
 * On Linux onnxruntime-node (1.30, at the first session) reads its process's command line and dies of a segmentation
 * fault if that is longer than about 28,000 bytes. A shell that expands `photos/*.jpg` gets there with a thousand files.
 */
const longestForNative = 16_000;

/**
 * ONNX Runtime's package that a backend stands for, as `onnxBackend()` and `createFaceDetector()` call it.
 *
 * @throws InvalidArgumentError if onnxruntime-node is demanded and would crash.
 */
export function chooseRuntime(
  backend: ModelOptions["backend"],
  commandLineBytes = ownCommandLineBytes(),
): "auto" | "node" | "web" {
  if (backend === "onnxruntime-web") return "web";
  if (commandLineBytes <= longestForNative) return backend === "onnx" ? "auto" : "node";
  if (backend === "onnx") return "web";
  throw new InvalidArgumentError(
    `Expected a command line of at most ${longestForNative} bytes for onnxruntime-node, which crashes on long ones, received ${commandLineBytes}. Name the folder, put the glob in quotes, or leave --backend out.`,
  );
}

/** Bytes of this process's command line where onnxruntime-node reads it, otherwise 0. */
function ownCommandLineBytes(): number {
  return process.platform === "linux" ? readFileSync("/proc/self/cmdline").length : 0;
}
