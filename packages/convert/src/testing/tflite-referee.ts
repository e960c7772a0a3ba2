import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PixelBatch } from "@fagr/core/backend";
import { it } from "@jest/globals";

const python = process.env.FAGR_PYTHON ?? "python3";
const script = fileURLToPath(new URL("tflite_referee.py", import.meta.url));

/** A test that asks TensorFlow Lite's own interpreter. Where Python has none, it is skipped and says why. */
export function itIfInterpreter(title: string, test: () => Promise<void>): void {
  if (spawnSync(python, ["-c", "import ai_edge_litert.interpreter"]).status === 0) {
    it(title, test);
    return;
  }
  const reason = `${python} has no ai-edge-litert (FAGR_PYTHON names another Python)`;
  console.warn(`Skipped, because ${reason}: ${title}`);
  it.skip(`${title} (skipped: ${reason})`, () => {});
}

/** Ages and then genders, as one row of numbers. */
export function askInterpreter(of: { model: Uint8Array; batch: PixelBatch; size: number }): Float32Array {
  const folder = mkdtempSync(join(tmpdir(), "fagr-tflite-"));
  const path = (name: string) => join(folder, name);
  const { data, count } = of.batch;
  try {
    writeFileSync(path("model.tflite"), of.model);
    writeFileSync(path("pixels"), new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    const shape = [count, of.size, of.size, 3];
    const job = { model: path("model.tflite"), pixels: path("pixels"), shape, answers: path("answers") };
    writeFileSync(path("job.json"), JSON.stringify(job));
    execFileSync(python, [script, path("job.json")], { stdio: ["ignore", "ignore", "pipe"] });
    return new Float32Array(new Uint8Array(readFileSync(job.answers)).buffer);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
