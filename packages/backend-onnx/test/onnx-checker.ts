import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "@jest/globals";

/** Set PYTHON to use an interpreter other than python3. */
const python = process.env.PYTHON ?? "python3";

// full_check infers the shapes again and compares them with those that the file states.
const script = "import sys, onnx; onnx.checker.check_model(onnx.load(sys.argv[1]), full_check=True)";

let hasOnnx: boolean | undefined;

/** A test that the checker of Python's onnx package accepts a model. Where that is missing, skipped with the reason. */
export function itPassesOnnxChecker(title: string, createModel: () => Uint8Array): void {
  if (!(hasOnnx ??= spawnSync(python, ["-c", "import onnx"]).status === 0)) {
    console.warn(`Skipped, because ${python} has no package onnx: ${title}`);
    it.skip(`${title} (skipped: ${python} has no package onnx)`, () => {});
    return;
  }
  it(title, () => {
    const folder = mkdtempSync(join(tmpdir(), "fagr-onnx-"));
    try {
      const file = join(folder, "model.onnx");
      writeFileSync(file, createModel());
      const { status: answer, stderr } = spawnSync(python, ["-c", script, file], { encoding: "utf8" });
      if (answer !== 0) throw new Error(`The ONNX checker refuses the model:\n${stderr}`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
