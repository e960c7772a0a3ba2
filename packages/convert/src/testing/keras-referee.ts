import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PixelBatch, ProbabilityBatch } from "@fagr/core/backend";
import { describe, it } from "@jest/globals";

/** Keras 3, and Keras 2, which lives on as tf_keras. */
export type KerasPackage = "keras" | "tf_keras";

const python = process.env.FAGR_PYTHON ?? "python3";
const script = fileURLToPath(new URL("keras_referee.py", import.meta.url));

/** A group of tests that ask Keras itself. Where Python has no Keras, they are skipped and say why. */
export function describeIfKeras(title: string, keras: KerasPackage, tests: () => void): void {
  const find = `import importlib.util as u, sys; sys.exit(not all(u.find_spec(name) for name in ("tensorflow", "${keras}")))`;
  if (spawnSync(python, ["-c", find]).status === 0) {
    describe(title, tests);
    return;
  }
  const reason = `${python} has no tensorflow with ${keras} (FAGR_PYTHON names another Python)`;
  console.warn(`Skipped, because ${reason}: ${title}`);
  it.skip(`${title} (skipped: ${reason})`, () => {});
}

/** What Keras answers, and the file that it saves when asked to save the model again. */
export function askKeras(
  keras: KerasPackage,
  { model, batch, size }: { model: Uint8Array; batch: PixelBatch; size: number },
): ProbabilityBatch & { resaved: Uint8Array } {
  const folder = mkdtempSync(join(tmpdir(), "fagr-keras-"));
  const path = (name: string) => join(folder, name);
  try {
    writeFileSync(path("model.h5"), model);
    writeFileSync(path("pixels"), new Uint8Array(batch.data.buffer, batch.data.byteOffset, batch.data.byteLength));
    const job = {
      model: path("model.h5"),
      pixels: path("pixels"),
      shape: [batch.count, size, size, 3],
      answers: path("answers"),
      resaved: path("resaved.h5"),
    };
    writeFileSync(path("job.json"), JSON.stringify(job));
    execFileSync(python, [script, keras, path("job.json")], { stdio: ["ignore", "ignore", "pipe"] });
    const answers = new Float32Array(new Uint8Array(readFileSync(job.answers)).buffer);
    const genders = 2 * batch.count;
    return {
      age: answers.subarray(0, answers.length - genders),
      gender: answers.subarray(answers.length - genders),
      resaved: new Uint8Array(readFileSync(job.resaved)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
