import type { CommandLineIo } from "../context";

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
    this.#io.stdout.write(`${line}\n`);
  }

  note(line: string): void {
    this.clearProgress();
    this.#io.stderr.write(`${line}\n`);
  }

  progress(line: string): void {
    if (!this.#io.stderr.isTTY) return;
    this.#io.stderr.write(`${clearLine}${line}`);
    this.#progressShown = true;
  }

  clearProgress(): void {
    if (!this.#progressShown) return;
    this.#io.stderr.write(clearLine);
    this.#progressShown = false;
  }
}
