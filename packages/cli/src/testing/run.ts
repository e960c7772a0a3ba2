import { Writable } from "node:stream";
import type { CommandLineIo } from "../context";
import { runCommandLine } from "../main";

/** A stream that remembers what was written to it. */
export class TextSink extends Writable {
  text = "";
  isTTY = false;

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Runs a command line in this process. */
export async function run(args: readonly string[], io: Partial<CommandLineIo> & { terminal?: boolean } = {}) {
  const [stdout, stderr] = [new TextSink(), new TextSink()];
  stderr.isTTY = io.terminal ?? false;
  const exitCode = await runCommandLine(args, { stdout, stderr, ...io });
  return { exitCode, stdout: stdout.text, stderr: stderr.text, lines: stdout.text.split("\n").slice(0, -1) };
}
