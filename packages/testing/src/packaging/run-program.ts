import { execFile } from "node:child_process";
import { promisify } from "node:util";

const start = promisify(execFile);

/**
 * Runs a program to its end. `npm` and `npx` are scripts on Windows, which need a shell.
 *
 * @returns What it wrote to stdout.
 * @throws Error with everything that it wrote, if it fails.
 */
export async function runProgram(program: string, args: readonly string[], cwd: string): Promise<string> {
  const shell = process.platform === "win32" && program !== process.execPath;
  try {
    const { stdout } = await start(program, args, { cwd, shell, encoding: "utf8", maxBuffer: 2 ** 26 });
    return stdout;
  } catch (cause) {
    const { stdout = "", stderr = "" } = cause as { stdout?: string; stderr?: string };
    throw new Error(`Expected "${program} ${args.join(" ")}" to succeed, but it failed:\n${stdout}${stderr}`, {
      cause,
    });
  }
}
