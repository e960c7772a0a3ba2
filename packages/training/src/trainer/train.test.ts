import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type Checkpoint, loadNewestCheckpoint } from "./checkpoint";

/** Starts the built package in a process of its own: workers need built files, and a kill needs something to kill. */
const script = fileURLToPath(new URL("../../test/tiny-training.mjs", import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-train-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs the tiny training and kills it without mercy once it prints that step, if one is given. */
function run(name: string, { workers = 2, steps = 6, killAtStep = Number.POSITIVE_INFINITY } = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, join(folder, name), String(workers), String(steps)]);
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk;
      const seen = [...output.matchAll(/^step (\d+)/gm)].map((match) => Number(match[1]));
      if (seen.some((step) => step >= killAtStep)) child.kill("SIGKILL");
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("exit", (code, signal) =>
      code === 0 || signal === "SIGKILL" ? resolve(output) : reject(new Error(`exit code ${code}: ${output}`)),
    );
  });
}

const newest = async (name: string) => (await loadNewestCheckpoint(join(folder, name))) as Checkpoint;

describe("train", () => {
  it("goes on after a SIGKILL to the same weights as a training that was never stopped", async () => {
    await run("whole");
    await run("killed", { killAtStep: 4 });
    expect((await newest("killed")).sampler.step).toBeLessThan(6);
    expect(await run("killed")).toMatch(/resumed at [2-5]/);
    const [whole, resumed] = [await newest("whole"), await newest("killed")];
    expect(resumed.sampler).toEqual(whole.sampler);
    for (const name of ["values", "average", "firstMoment", "secondMoment"] as const)
      expect(Buffer.from(resumed.arrays[name].buffer).equals(Buffer.from(whole.arrays[name].buffer))).toBe(true);
  });

  it("learns: the loss falls", async () => {
    await run("learning", { workers: 1, steps: 24 });
    const metrics = (await readFile(join(folder, "learning", "metrics.jsonl"), "utf8")).trim().split("\n");
    const steps = metrics.map((line) => JSON.parse(line)).filter(({ kind }) => kind === "step");
    expect(steps.at(-1).losses.gender).toBeLessThan(steps[0].losses.gender * 0.8);
  });

  it("keeps two checkpoints, refuses another recipe and a cut file", async () => {
    await run("kept", { workers: 1, steps: 8 });
    const files = (await readdir(join(folder, "kept"))).filter((name) => name.endsWith(".checkpoint")).sort();
    expect(files).toEqual(["step-00000006.checkpoint", "step-00000008.checkpoint"]);
    await expect(run("kept", { workers: 1, steps: 9 })).rejects.toThrow(/another recipe/);
    await truncate(join(folder, "kept", files[1]!), 1000);
    await expect(loadNewestCheckpoint(join(folder, "kept"))).rejects.toThrow(/not a whole checkpoint/);
    await writeFile(join(folder, "kept", files[1]!), "");
    await expect(loadNewestCheckpoint(join(folder, "kept"))).rejects.toThrow(/not a whole checkpoint/);
  });
});
