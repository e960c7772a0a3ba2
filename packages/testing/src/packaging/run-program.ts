import { execFile } from "node:child_process";
import { promisify } from "node:util";

const start = promisify(execFile);

/** What a program wrote. */
export interface ProgramOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end. `npm` and `npx` are scripts on Windows, which need a shell.
 *
 * @returns What it wrote to stdout.
 * @throws Error with everything that it wrote, if it fails.
 */
export async function runProgram(program: string, args: readonly string[], cwd: string): Promise<string> {
  return (await runForOutput(program, args, { cwd })).stdout;
}

/**
 * Like {@link runProgram}, for both of what it wrote.
 *
 * @param options - `env` is added to the environment.
 */
export async function runForOutput(
  program: string,
  args: readonly string[],
  { cwd, env = {} }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<ProgramOutput> {
  const shell = process.platform === "win32" && program !== process.execPath;
  const environment = { ...process.env, ...env };
  try {
    return await start(program, args, { cwd, env: environment, shell, encoding: "utf8", maxBuffer: 2 ** 26 });
  } catch (cause) {
    const { stdout = "", stderr = "" } = cause as Partial<ProgramOutput>;
    throw new Error(`Expected "${program} ${args.join(" ")}" to succeed, but it failed:\n${stdout}${stderr}`, {
      cause,
    });
  }
}
