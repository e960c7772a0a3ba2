import type { FrameSource } from "./every-frame";
import type { Frame, VideoFrameInput } from "./video-frame-input";

/** Reads frames as they arrive and returns the newest; older ones that were not requested in time are freed. */
export class NewestFrame implements FrameSource {
  readonly #iterator: Iterator<VideoFrameInput> | AsyncIterator<VideoFrameInput>;
  readonly #read: (input: VideoFrameInput) => Frame;
  #newest: Frame | undefined;
  #ended = false;
  #failure: { readonly error: unknown } | undefined;
  #wake: (() => void) | undefined;
  #started = false;

  constructor(
    iterator: Iterator<VideoFrameInput> | AsyncIterator<VideoFrameInput>,
    read: (input: VideoFrameInput) => Frame,
  ) {
    this.#iterator = iterator;
    this.#read = read;
  }

  async next(): Promise<Frame | undefined> {
    if (!this.#started) void this.#pump();
    this.#started = true;
    while (!this.#newest && !this.#ended) await new Promise<void>((resolve) => (this.#wake = resolve));
    const frame = this.#newest;
    this.#newest = undefined;
    if (!frame && this.#failure) throw this.#failure.error;
    return frame;
  }

  async close(): Promise<void> {
    this.#end();
    this.#newest?.close();
    this.#newest = undefined;
    // Not waited for: a generator finishes the frame that is under way first, and a camera that stands still has none.
    Promise.resolve(this.#iterator.return?.()).catch(() => {});
  }

  async #pump(): Promise<void> {
    try {
      while (!this.#ended) {
        const { done, value } = await this.#iterator.next();
        if (done) break;
        const frame = this.#read(value);
        if (this.#ended) frame.close();
        else {
          this.#newest?.close();
          this.#newest = frame;
          this.#wake?.();
        }
      }
    } catch (error) {
      this.#failure = { error };
    }
    this.#end();
  }

  #end(): void {
    this.#ended = true;
    this.#wake?.();
  }
}
