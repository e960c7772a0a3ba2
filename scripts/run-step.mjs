import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Runs a command to its end; on failure the program ends with the command's status.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {object} step
 * @param {string} step.cwd
 * @param {string} [step.words] - What it does, for people: one line with the seconds that it took; none says nothing of a success. What the command itself prints goes to `log`.
 * @param {string} [step.log] - A file; none to let the command print.
 * @param {Record<string, string>} [step.environment] - Variables beside those of this process.
 * @param {boolean} [step.shell] - Whether `command` is a line for a shell.
 * @param {import("node:child_process").StdioOptions} [step.stdio] - Without `log`.
 * @param {boolean} [step.isQuiet] - Without `log`: whether the command itself is left unsaid.
 */
export function runStep(
  command,
  args,
  { cwd, words, log, environment = {}, shell = process.platform === "win32", stdio = "inherit", isQuiet },
) {
  const options = { cwd, shell, env: { ...process.env, ...environment } };
  if (!log) {
    if (!isQuiet) console.log(`> ${command} ${args.join(" ")}`);
    const { status, error } = spawnSync(command, args, { ...options, stdio });
    if (error) console.error(error.message);
    if (status !== 0) process.exit(status ?? 1);
    return;
  }
  mkdirSync(dirname(log), { recursive: true });
  const file = openSync(log, "a");
  const start = Date.now();
  if (words) process.stdout.write(`${words}… `);
  const { status, error } = spawnSync(command, args, { ...options, stdio: ["ignore", file, file] });
  closeSync(file);
  if (status === 0) {
    if (words) console.log(`${Math.max(1, Math.round((Date.now() - start) / 1000))} s`);
    return;
  }
  console.log("failed.");
  if (error) console.error(error.message);
  // The end says what went wrong, nearly always.
  console.error(readFileSync(log, "utf8").trimEnd().split("\n").slice(-15).join("\n"));
  console.error(`\nAll that was printed is in ${log}; with --verbose it is printed here.`);
  process.exit(status ?? 1);
}
