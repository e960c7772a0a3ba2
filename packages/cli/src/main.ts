// The `fagr` command. This file lists the commands; each is a file in commands/ that declares its options and imports what it needs when it
// runs, so that `--help` stays quick. Whatever handles faces lives in the packages: commands read options and print.
import { createRequire } from "node:module";
import { isFagrError } from "@fagr/core";
import { Command, CommanderError } from "commander";
import { registerBackends } from "./commands/backends";
import { registerCalibrate } from "./commands/calibrate";
import { registerCompare } from "./commands/compare";
import { registerDescribe } from "./commands/describe";
import { registerDownload } from "./commands/download";
import { registerEvaluate } from "./commands/evaluate";
import { registerExport } from "./commands/export";
import { registerImport } from "./commands/import";
import { registerLabel } from "./commands/label";
import { registerPredict } from "./commands/predict";
import { registerPrepare } from "./commands/prepare";
import { registerTrain } from "./commands/train";
import type { CommandContext, CommandLineIo, RegisterCommand } from "./context";
import { escapeLines, Terminal } from "./output/terminal";

/** The commands in the order of the help page. A command only imports what it needs once it runs. */
const commands: readonly RegisterCommand[] = [
  registerPredict,
  registerLabel,
  registerEvaluate,
  registerCompare,
  registerPrepare,
  registerTrain,
  registerCalibrate,
  registerDescribe,
  registerBackends,
  registerDownload,
  registerExport,
  registerImport,
];

interface GlobalOptions {
  verbose?: boolean;
}

const exitCodes = { fine: 0, failure: 1, usage: 2, interrupted: 130 } as const;

/** Runs the command line on this process: its arguments, streams, Ctrl-C and exit code. */
export async function main(): Promise<void> {
  const interrupted = new AbortController();
  // Once: a second Ctrl-C ends the process the hard way.
  process.once("SIGINT", () => interrupted.abort());
  const { stdout, stderr } = process;
  process.exitCode = await runCommandLine(process.argv.slice(2), { stdout, stderr, signal: interrupted.signal });
}

/**
 * Runs one command line.
 *
 * @param args - What follows `fagr`, such as `["predict", "family.jpg", "--json"]`.
 * @param io - Where output goes and what stops it.
 * @returns The exit code: 0 fine, 1 something failed, 2 the command line was wrong, 130 interrupted.
 */
export async function runCommandLine(args: readonly string[], io: CommandLineIo): Promise<number> {
  const terminal = new Terminal(io);
  const stopped = new AbortController();
  let outputClosed = false;
  let failed = false;
  const stop = () => stopped.abort();
  if (io.signal?.aborted) stop();
  io.signal?.addEventListener("abort", stop, { once: true });
  // `fagr predict *.jpg | head -1` closes the pipe while there is more to say. That is no failure.
  const onWriteError = (error: NodeJS.ErrnoException) => {
    // Once: what was still to be printed fails, too.
    if (error.code !== "EPIPE" && !outputClosed) {
      failed = true;
      terminal.note(`fagr: the output cannot be written: ${error.message}`);
    }
    outputClosed = true;
    stop();
  };
  io.stdout.on("error", onWriteError);
  io.stderr.on("error", () => {});

  const context: CommandContext = {
    signal: stopped.signal,
    fetch: io.fetch ?? fetch,
    print: (line) => terminal.print(line),
    note: (line) => terminal.note(line),
    detail: (line) => {
      if (program.opts<GlobalOptions>().verbose) terminal.note(line);
    },
    progress: (line) => terminal.progress(line),
    fail: () => {
      failed = true;
    },
  };
  const program = createProgram(io);
  for (const register of commands) register(program, context);

  const run = async (): Promise<number> => {
    try {
      await program.parseAsync(args, { from: "user" });
    } catch (error) {
      if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.usage;
      if (!stopped.signal.aborted) {
        terminal.note(formatError(error, { verbose: program.opts<GlobalOptions>().verbose ?? false }));
        return exitCodes.failure;
      }
    } finally {
      terminal.clearProgress();
      io.signal?.removeEventListener("abort", stop);
    }
    return stopped.signal.aborted && !outputClosed ? exitCodes.interrupted : exitCodes.fine;
  };
  const code = await run();
  // What was printed last may still be on its way, and fail there: on a full disk, for example.
  await written(io.stdout);
  return code === exitCodes.fine && failed ? exitCodes.failure : code;
}

/** Resolves once everything that was written has arrived, or has failed to. */
function written(stream: CommandLineIo["stdout"]): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded) return resolve();
    // Errors are told after the callback.
    stream.write("", () => setImmediate(resolve));
  });
}

function createProgram(io: CommandLineIo): Command {
  const { version } = createRequire(import.meta.url)("../package.json") as { version: string };
  return (
    new Command("fagr")
      .description("Apparent age and gender of faces in pictures. Guesses about looks, not facts about people.")
      .version(version)
      .option("--verbose", "print what the model runs on, and where an error comes from")
      .configureHelp({ showGlobalOptions: true })
      // Its errors repeat what was typed.
      .configureOutput({
        writeOut: (text) => io.stdout.write(text),
        writeErr: (text) => io.stderr.write(escapeLines(text)),
      })
      .showHelpAfterError("(add --help for the options)")
      .exitOverride()
  );
}

/** A message for people; the stack and the causes only where asked for. */
function formatError(error: unknown, { verbose }: { verbose: boolean }): string {
  if (!(error instanceof Error)) return `fagr: ${String(error)}`;
  if (verbose) {
    const cause = error.cause === undefined ? "" : `\ncaused by: ${formatError(error.cause, { verbose })}`;
    return `fagr: ${error.stack ?? error.message}${cause}`;
  }
  const hint = isFagrError(error) ? "" : " (add --verbose to see where this comes from)";
  return `fagr: ${error.message}${hint}`;
}
