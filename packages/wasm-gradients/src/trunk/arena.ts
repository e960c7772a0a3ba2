/** Memory of the fused kernels: floats are handed out one after the other and kept; scratch buffers go back and forth. */
export class Arena {
  readonly memory = new WebAssembly.Memory({ initial: 1, maximum: 65_536 });
  // Address 0 means "none" to the kernels.
  #end = 64;
  #view = new Float32Array(this.memory.buffer);
  readonly #free: { pointer: number; floats: number }[] = [];
  readonly #sizes = new Map<number, number>();

  /** The address of so many floats, zero at first. */
  allocate(floats: number): number {
    const pointer = this.#end;
    // The kernels read up to 32 bytes past the end of a row before they throw the surplus away.
    this.#end += Math.ceil((floats * 4 + 32) / 64) * 64;
    const missing = this.#end - this.memory.buffer.byteLength;
    if (missing > 0) {
      this.memory.grow(Math.ceil(missing / 65_536));
      this.#view = new Float32Array(this.memory.buffer);
    }
    return pointer;
  }

  /** Floats at an address, a view that is good until the next allocation. */
  view(pointer: number, floats: number): Float32Array {
    return this.#view.subarray(pointer / 4, pointer / 4 + floats);
  }

  /** A buffer for a while: the smallest that was returned and is large enough, or a new one. Its contents are anything. */
  borrow(floats: number): number {
    let best = -1;
    for (const [index, buffer] of this.#free.entries())
      if (buffer.floats >= floats && (best < 0 || buffer.floats < this.#free[best]!.floats)) best = index;
    if (best >= 0) return this.#free.splice(best, 1)[0]!.pointer;
    const pointer = this.allocate(floats);
    this.#sizes.set(pointer, floats);
    return pointer;
  }

  /** Returns a borrowed buffer. */
  giveBack(pointer: number): void {
    this.#free.push({ pointer, floats: this.#sizes.get(pointer)! });
  }
}
