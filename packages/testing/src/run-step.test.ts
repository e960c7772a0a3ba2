import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "@jest/globals";

const script = fileURLToPath(new URL("../../../scripts/run-step.mjs", import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-step-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a step that runs a line of JavaScript. */
function runStep(program: string, log: string | undefined) {
  const step = `{ cwd: ".", words: "Counting", log: ${JSON.stringify(log)} }`;
  const main = `import { runStep } from ${JSON.stringify(script)};
    runStep(process.execPath, ["-e", ${JSON.stringify(program)}], ${step}); console.log("after");`;
  return spawnSync(process.execPath, ["--input-type=module", "-e", main], { encoding: "utf8", cwd: folder });
}

const count = "for (let i = 1; i < 40; i++) console.log(i)";

it("prints one line a step, and keeps the rest in a file", async () => {
  const log = join(folder, "quiet/setup.log");
  const { stdout, status } = runStep(count, log);
  expect(stdout).toMatch(/^Counting… \d+ s\nafter\n$/);
  expect(status).toBe(0);
  expect((await readFile(log, "utf8")).split("\n")[38]).toBe("39");
});

it("prints all of it without a file", () => {
  expect(runStep(count, undefined).stdout).toMatch(/\n1\n2\n[\s\S]*\n39\nafter\n$/);
});

it("shows the end of what a step said that failed, and ends with its status", () => {
  const log = join(folder, "failed.log");
  const { stdout, stderr, status } = runStep(`${count}; process.exit(3)`, log);
  expect(stdout).toBe("Counting… failed.\n");
  expect(stderr).toMatch(/^25\n[\s\S]*\n39\n/);
  expect(stderr).toContain(log);
  expect(status).toBe(3);
});
