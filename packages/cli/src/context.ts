import type { Writable } from "node:stream";
import type { Command } from "commander";

/** What a command line runs on: the process's own streams, or a test's. */
export interface CommandLineIo {
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
  /** Aborts on Ctrl-C. */
  readonly signal?: AbortSignal;
  readonly fetch?: typeof fetch;
}

/** What a command gets to work with. */
export interface CommandContext {
  /** Aborts on Ctrl-C and when nobody reads the output any more. */
  readonly signal: AbortSignal;
  readonly fetch: typeof fetch;
  /** Writes a line of the answer to stdout. */
  print(line: string): void;
  /** Writes a line for people to stderr. */
  note(line: string): void;
  /** Writes a line to stderr where it was asked for with --verbose. */
  detail(line: string): void;
  /** Shows a passing line of progress on stderr, in place of the last one; nothing where stderr is no terminal. */
  progress(line: string): void;
  /** Lets the command line end with exit code 1 although the command goes on. */
  fail(): void;
}

/** Adds a command to the program. */
export type RegisterCommand = (program: Command, context: CommandContext) => void;
