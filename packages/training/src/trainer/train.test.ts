import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { InvalidArgumentError } from "@fagr/core";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { tinySplit, tinyStage } from "../../test/tiny";
import { folderStorage } from "../storage/folder-storage";
import { CheckpointStore } from "./checkpoint-store";
import { train } from "./train";

/** Starts the built package in a process of its own: workers need built files, and a kill needs something to kill. */
const script = fileURLToPath(new URL("../../test/tiny-training.mjs", import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-train-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs the tiny training of two stages and kills it without mercy once it prints a line that matches. */
function run(
  name: string,
  { steps = 6, workers = 2, killAt }: { steps?: number; workers?: number; killAt?: RegExp } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, join(folder, name), String(workers), String(steps)]);
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk;
      if (killAt?.test(output)) child.kill("SIGKILL");
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("exit", (code, signal) =>
      code === 0 || signal === "SIGKILL" ? resolve(output) : reject(new Error(`exit code ${code}: ${output}`)),
    );
  });
}

const checkpoints = (name: string, stage: string) =>
  new CheckpointStore(folderStorage(join(folder, name)), { folder: stage });

describe("train", () => {
  it("goes on after SIGKILLs in both stages to the same state as a training that was never stopped", async () => {
    await run("whole");
    await run("killed", { killAt: /^gender step 4/m });
    expect(await run("killed", { killAt: /^both step 4/m })).toMatch(/gender resumed at [2-4]\n[\s\S]*both step 4/);
    expect(await run("killed")).toMatch(/gender resumed at 6\nboth resumed at [2-4]\n[\s\S]*ended with both at 6/);
    for (const stage of ["1-gender", "2-both"]) {
      const [whole, resumed] = [checkpoints("whole", stage), checkpoints("killed", stage)];
      expect(await resumed.steps()).toEqual(await whole.steps());
      for (const step of await whole.steps()) {
        const [expected, received] = [await whole.at(step), await resumed.at(step)];
        expect({ ...received, arrays: {} }).toEqual({ ...expected, arrays: {} });
        expect(Object.keys(received.arrays)).toEqual(Object.keys(expected.arrays));
        for (const [name, array] of Object.entries(expected.arrays))
          expect({
            stage,
            step,
            name,
            equal: Buffer.from(received.arrays[name]!.buffer).equals(Buffer.from(array.buffer)),
          }).toEqual({ stage, step, name, equal: true });
      }
    }
    const file = (name: string) => readFile(join(folder, name, "epochs.csv"), "utf8");
    expect(await file("killed")).toBe(await file("whole"));
    // The newest one and two that have the lowest gender losses; nothing half-written.
    const names = await readdir(join(folder, "whole", "2-both"));
    expect(names.length).toBeLessThanOrEqual(3);
    for (const name of names) expect(name).toMatch(/^step-\d{8}\.checkpoint$/);
  });

  it("gives the same weights with any number of workers, and where it goes on with another", async () => {
    await run("one", { workers: 1 });
    await run("five", { workers: 5 });
    await run("changing", { workers: 2, killAt: /^gender step 4/m });
    await run("changing", { workers: 3 });
    const last = async (name: string) => (await checkpoints(name, "1-gender").at(6)).arrays.values!;
    const whole = await last("one");
    const first = (await checkpoints("one", "1-gender").newest())!;
    expect(first.step).toBe(6);
    const norm = Math.hypot(...whole);
    for (const name of ["five", "changing"]) {
      const difference = Math.hypot(...(await last(name)).map((value, index) => value - whole[index]!)) / norm;
      expect({ name, difference: difference < 1e-6 ? "rounding" : difference }).toEqual({
        name,
        difference: "rounding",
      });
    }
  });

  it("refuses workers that are no whole number", async () => {
    const failure = train({ recipe: tinyStage, ...tinySplit(), folder, workers: -1 });
    await expect(failure).rejects.toThrow(InvalidArgumentError);
  });
});
