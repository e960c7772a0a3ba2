import { spawn } from "node:child_process";
import { InstallError } from "./install-error";

/**
 * Runs a program and gives back what it prints.
 *
 * @throws InstallError with the end of what it said if it fails or is not there.
 */
export function runCommand(
  command: string,
  args: readonly string[],
  { cwd, env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString();
      });
    child.on("error", (cause) => reject(new InstallError(`${command} cannot be run: ${cause.message}`, { cause })));
    child.on("close", (code, signal) => {
      if (code === 0) resolve(output);
      else {
        const end = output.trim().split("\n").slice(-15).join("\n");
        reject(new InstallError(`${command} ${args[0]} ended with ${signal ?? `code ${code}`}:\n${end}`));
      }
    });
  });
}
