import { RuntimeMissingError } from "@fagr/core";

/**
 * On Linux onnxruntime-node (1.30, at the first session) reads its process's command line and dies of a segmentation
 * fault if that is longer than about 28,000 bytes. A shell that expands `photos/*.jpg` gets there with a thousand files.
 */
const longestForNative = 16_000;

/** @throws RuntimeMissingError where onnxruntime-node would take the whole process down. */
export function checkCommandLine(bytes = ownCommandLineBytes()): void {
  if (bytes > longestForNative)
    throw new RuntimeMissingError(
      "onnxruntime-node",
      `Expected a command line of at most ${longestForNative} bytes for onnxruntime-node, which crashes on long ones, received ${bytes}. Name a folder or put globs in quotes instead of listing every file, or choose runtime "web".`,
    );
}

/** Bytes of this process's command line where onnxruntime-node reads it, otherwise 0. */
function ownCommandLineBytes(): number {
  if (process.platform !== "linux") return 0;
  // Not imported: bundlers for the browser would ask what node:fs is.
  return process.getBuiltinModule("node:fs").readFileSync("/proc/self/cmdline").length;
}
