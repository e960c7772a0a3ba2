import type { CommandLineIo } from "../context";
import { escapeControls } from "./escape-controls";

const clearLine = "\r\u001b[K";

/** The two streams that people see, kept from writing into each other's lines. */
export class Terminal {
  readonly #io: CommandLineIo;
  #progressShown = false;

  constructor(io: CommandLineIo) {
    this.#io = io;
  }

  print(line: string): void {
    this.clearProgress();
    this.#io.stdout.write(`${escapeLines(line)}\n`);
  }

  note(line: string): void {
    this.clearProgress();
    this.#io.stderr.write(`${escapeLines(line)}\n`);
  }

  progress(line: string): void {
    if (!this.#io.stderr.isTTY) return;
    this.#io.stderr.write(`${clearLine}${escapeControls(line)}`);
    this.#progressShown = true;
  }

  clearProgress(): void {
    if (!this.#progressShown) return;
    this.#io.stderr.write(clearLine);
    this.#progressShown = false;
  }
}

/** What is printed may have several lines of its own; names in it are escaped where it is made. */
export function escapeLines(text: string): string {
  return text.split("\n").map(escapeControls).join("\n");
}
