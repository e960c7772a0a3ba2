import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { CommandLineError, helpText, parseCommandLine } from "./command-line.mjs";
import { workspaceFolder } from "./workspace";

const command = {
  name: "bench:some",
  summary: "Measures something.",
  options: {
    rounds: { kind: "number", default: 3, least: 1, help: "Rounds." },
    only: { kind: "pattern", default: "", help: "Subjects." },
    set: { kind: "text", choices: ["one", "two"], help: "A set." },
    model: { kind: "texts", help: "A model." },
    fresh: { kind: "flag", help: "Measure again." },
    inner: { kind: "flag" },
  },
} as const;

describe("parseCommandLine", () => {
  it("gives values of their types, and defaults", () => {
    const { values } = parseCommandLine(command, ["--only", "WASM", "--model", "a", "--model", "b"]);
    expect(values).toEqual({ rounds: 3, only: /WASM/i, set: undefined, model: ["a", "b"], fresh: false, inner: false });
  });

  it.each([
    [["--rounds", "0"], 'Expected --rounds to be a whole number of at least 1, received "0".'],
    [["--rounds", "many"], 'received "many"'],
    [["--rounds"], "--rounds"],
    [["--only", "("], "Expected --only to be a regular expression"],
    [["--set", "three"], 'Expected --set to be one of one, two, received "three".'],
    [["--nonsense"], "Unknown option '--nonsense'."],
    [["more"], "Unexpected argument 'more'."],
  ])("refuses %j", (args, message) => {
    expect(() => parseCommandLine(command, args)).toThrow(CommandLineError);
    expect(() => parseCommandLine(command, args)).toThrow(message);
  });
});

it("helpText names every option that is for people", () => {
  expect(helpText(command).split("\n")).toEqual([
    "Measures something.",
    "",
    "Usage: npm run bench:some -- [options]",
    "",
    "Options:",
    "  --rounds <number>  Rounds. Default: 3.",
    "  --only <pattern>   Subjects.",
    "  --set <text>       A set.",
    "  --model <texts>    A model.",
    "  --fresh            Measure again.",
    "  --help             Show this.",
  ]);
});

describe("the benchmarks", () => {
  const { scripts } = JSON.parse(readFileSync(join(workspaceFolder, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const benchmarks = Object.entries(scripts).filter(([name]) => name.startsWith("bench:"));
  const run = (line: string, option: string) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const file = join(workspaceFolder, /packages\/bench\/\S+/.exec(line)![0]);
      execFile(process.execPath, [file, option], (error, stdout, stderr) =>
        resolve({ code: error ? (error.code as unknown as number) : 0, stdout, stderr }),
      );
    });

  it.each(benchmarks)("%s explains itself with --help", async (name, line) => {
    const help = await run(line, "--help");
    expect(help).toMatchObject({ code: 0, stderr: "" });
    expect(help.stdout).toContain(`Usage: npm run ${name} -- [options]`);
  });

  it("refuse an unknown option with a message and exit code 2", async () => {
    const { code, stdout, stderr } = await run(scripts["bench:peer-bytes"]!, "--nonsense");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toBe("Unknown option '--nonsense'.\nnpm run bench:peer-bytes -- --help lists the options.\n");
  });

  it("are all in the README", () => {
    const readme = readFileSync(join(workspaceFolder, "packages/bench/README.md"), "utf8");
    expect(benchmarks.filter(([name]) => !readme.includes(`\`npm run ${name}\``))).toEqual([]);
  });
});
