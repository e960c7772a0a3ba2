import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "@jest/globals";

const bin = fileURLToPath(new URL("../bin/fagr.js", import.meta.url));
const root = fileURLToPath(new URL("../../..", import.meta.url));
const run = (file: string, cwd: string, ...words: string[]) =>
  spawnSync(process.execPath, [file, ...words], { cwd, encoding: "utf8" });

it("names the command line where it is not installed", () => {
  const folder = mkdtempSync(join(tmpdir(), "fagr-bin-"));
  const alone = join(folder, "fagr.mjs");
  copyFileSync(bin, alone);
  const { status, stderr } = run(alone, folder, "predict", "me.jpg");
  rmSync(folder, { recursive: true });
  expect(status).toBe(1);
  expect(stderr).toContain("npx @fagr/cli predict me.jpg\n");
});

it("is the command line where it is installed", () => {
  const { status, stdout } = run(bin, root, "predict", "--help");
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining("Usage: fagr predict") });
});
