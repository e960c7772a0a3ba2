import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Runs a command to its end; on failure the program ends with the command's status.
 *
 * @param step.words - What it does, for people: one line with the seconds that it took. What the command itself prints goes to `log`.
 * @param step.log - A file; none to let the command print.
 */
export function runStep(command, args, { cwd, words, log, environment = {} }) {
  const shell = process.platform === "win32";
  const options = { cwd, shell, env: { ...process.env, ...environment } };
  if (!log) {
    console.log(`> ${command} ${args.join(" ")}`);
    const { status, error } = spawnSync(command, args, { ...options, stdio: "inherit" });
    if (error) console.error(error.message);
    if (status !== 0) process.exit(status ?? 1);
    return;
  }
  mkdirSync(dirname(log), { recursive: true });
  const file = openSync(log, "a");
  const start = Date.now();
  process.stdout.write(`${words}… `);
  const { status, error } = spawnSync(command, args, { ...options, stdio: ["ignore", file, file] });
  closeSync(file);
  if (status === 0) {
    console.log(`${Math.max(1, Math.round((Date.now() - start) / 1000))} s`);
    return;
  }
  console.log("failed.");
  if (error) console.error(error.message);
  // The end says what went wrong, nearly always.
  console.error(readFileSync(log, "utf8").trimEnd().split("\n").slice(-15).join("\n"));
  console.error(`\nAll that was printed is in ${log}; with --verbose it is printed here.`);
  process.exit(status ?? 1);
}
