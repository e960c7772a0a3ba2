import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { run } from "./testing/run";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

describe("fagr", () => {
  test("--help and --version go to stdout and are no errors", async () => {
    const help = await run(["--help"]);
    expect([help.exitCode, help.stderr]).toEqual([0, ""]);
    for (const command of ["predict", "evaluate", "describe", "backends", "download", "export"])
      expect(help.stdout).toContain(`\n  ${command} `);
    expect(await run(["--version"])).toMatchObject({ exitCode: 0, stdout: `${version}\n` });
  });

  test.each([[["--help"]], [["describe"]], [["backends"]]])(
    "%j on a full disk is a failure, told once",
    async (args) => {
      const full = () => new Writable({ write: (_chunk, _encoding, done) => done(new Error("ENOSPC: no space left")) });
      const { exitCode, stderr } = await run(args, { stdout: full() });
      expect(exitCode).toBe(1);
      expect(stderr.match(/fagr: the output cannot be written: ENOSPC: no space left/g)).toHaveLength(1);
    },
  );

  test("every command has a help page with the global options", async () => {
    const { exitCode, stdout } = await run(["evaluate", "--help"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("--labels <csv>");
    expect(stdout).toContain("--verbose");
    expect(stdout).toContain("area x closeness");
  });

  test.each([[[]], [["dance"]], [["--colour"]]])("%j is a usage error", async (args: string[]) => {
    const { exitCode, stdout, stderr } = await run(args);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).not.toBe("");
  });

  test("what was typed comes back without control characters", async () => {
    for (const args of [["x\u001b[2J"], ["predict", "--x\u001b[2J"], ["describe", "a", "x\u001b[2J"]]) {
      const { exitCode, stderr } = await run(args);
      expect(exitCode).toBe(2);
      expect(stderr).not.toContain("\u001b");
    }
  });

  test("the installed program runs", () => {
    const program = fileURLToPath(new URL("../bin/fagr.js", import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, "describe", "--json"], {
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout).rows).toHaveLength(12);
    expect(spawnSync(process.execPath, [program, "dance"]).status).toBe(2);
  });
});
