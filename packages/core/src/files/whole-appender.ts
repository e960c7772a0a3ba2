import { type FileHandle, open } from "node:fs/promises";
import type { FagrError } from "../errors";
import { explainWriteFailure, writeAll } from "./write-all";

/**
 * A text file that grows by whole pieces: after a write that failed, the part of it that reached the disk is cut off again. Where
 * even that fails, every later piece is refused, so that none is written behind a broken one.
 */
export class WholeAppender {
  readonly file: string;
  readonly #handle: FileHandle;
  #size: number;
  #broken: FagrError | undefined;
  /** One piece after the other, whoever asks. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(file: string, handle: FileHandle, size: number) {
    this.file = file;
    this.#handle = handle;
    this.#size = size;
  }

  /**
   * Opens a file to add to it.
   *
   * @param options - `keepBytes`: what follows them is cut off first. Default: everything is kept.
   * @throws WriteError
   */
  static async open(file: string, { keepBytes }: { keepBytes?: number } = {}): Promise<WholeAppender> {
    try {
      const handle = await open(file, "a");
      try {
        const { size } = await handle.stat();
        if (keepBytes !== undefined && keepBytes < size) await handle.truncate(keepBytes);
        return new WholeAppender(file, handle, Math.min(size, keepBytes ?? size));
      } catch (error) {
        await handle.close();
        throw error;
      }
    } catch (error) {
      throw explainWriteFailure(error, { file });
    }
  }

  /**
   * Appends a piece; it is written completely when this resolves.
   *
   * @throws WriteError, and then nothing of the piece is in the file.
   */
  append(text: string): Promise<void> {
    const run = this.#last.then(() => this.#append(new TextEncoder().encode(text)));
    this.#last = run.catch(() => {});
    return run;
  }

  async #append(bytes: Uint8Array): Promise<void> {
    if (this.#broken) throw this.#broken;
    try {
      await writeAll(this.#handle, bytes, { file: this.file });
      this.#size += bytes.length;
    } catch (error) {
      const failure = explainWriteFailure(error, { file: this.file, bytes: bytes.length });
      await this.#handle.truncate(this.#size).catch(() => {
        this.#broken = failure;
      });
      throw failure;
    }
  }

  /** May be called twice. */
  async close(): Promise<void> {
    await this.#last;
    await this.#handle.close();
  }
}
