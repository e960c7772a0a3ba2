import type { Frame, VideoFrameInput } from "./video-frame-input";

/** Frames one by one, on demand. */
export interface FrameSource {
  /** The next frame, or undefined at the end. */
  next(): Promise<Frame | undefined>;
  /** Stops reading the source, and frees waiting frames. No frame follows. */
  close(): Promise<void>;
}

/** Returns every frame; the source waits meanwhile. */
export class EveryFrame implements FrameSource {
  readonly #iterator: Iterator<VideoFrameInput> | AsyncIterator<VideoFrameInput>;
  readonly #read: (input: VideoFrameInput) => Frame;
  #closed = false;

  constructor(
    iterator: Iterator<VideoFrameInput> | AsyncIterator<VideoFrameInput>,
    read: (input: VideoFrameInput) => Frame,
  ) {
    this.#iterator = iterator;
    this.#read = read;
  }

  async next(): Promise<Frame | undefined> {
    const { done, value } = await this.#iterator.next();
    if (done) return undefined;
    const frame = this.#read(value);
    if (!this.#closed) return frame;
    // It was asked for before the source was left, and came after.
    frame.close();
    return undefined;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#iterator.return?.();
  }
}
