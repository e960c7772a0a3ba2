import { InvalidArgumentError } from "@fagr/core";
import { type Geometry, hasBorder, imageFloats, pixelOffsets } from "./geometry";

/** Numbers that are written into the memory once. */
export interface Constant {
  readonly address: number;
  readonly data: Float32Array | Uint32Array;
}

/** The kernels' vectors may read past the end of what they need, but not past the end of the memory. */
const slackBytes = 64;

/** A WebAssembly memory has 4 GiB at most, and phones give a page less than this. */
const mostBytes = 2 ** 30;

/** Says where everything lies before the memory exists. Address 0 is left out: it means "none". */
export class MemoryPlan {
  readonly constants: Constant[] = [];
  readonly #images: number;
  readonly #bordered = new Map<string, number[]>();
  readonly #plain: { readonly address: number; readonly bytes: number }[] = [];
  readonly #sizes = new Map<number, number>();
  readonly #offsets = new Map<string, number>();
  readonly #scratch = new Map<string, { readonly address: number; readonly bytes: number }>();
  #bytes = 16;

  constructor(images: number) {
    this.#images = images;
  }

  get bytes(): number {
    return this.#bytes + slackBytes;
  }

  reserve(bytes: number): number {
    const address = this.#bytes;
    this.#bytes += Math.ceil(bytes / 16) * 16;
    if (this.#bytes > mostBytes)
      throw new InvalidArgumentError(
        `Expected a network that needs at most ${mostBytes} bytes of memory, received one that needs more. Choose a smaller input.`,
      );
    return address;
  }

  constant(data: Float32Array | Uint32Array): number {
    const address = this.reserve(data.byteLength);
    this.constants.push({ address, data });
    return address;
  }

  /**
   * Room for a value of all images. Values with a border share memory with those of the same geometry only: their borders are
   * written by nobody and stay zero. Values without one lie where there is room.
   */
  take(geometry: Geometry): number {
    const bytes = 4 * imageFloats(geometry) * this.#images;
    const address = hasBorder(geometry) ? this.#bordered.get(keyOf(geometry))?.pop() : this.#takePlain(bytes);
    return address ?? this.takeApart(geometry);
  }

  /** As {@link MemoryPlan.take}, where nothing was before. */
  takeApart(geometry: Geometry): number {
    const bytes = 4 * imageFloats(geometry) * this.#images;
    const address = this.reserve(bytes);
    this.#sizes.set(address, bytes);
    return address;
  }

  giveBack(geometry: Geometry, address: number): void {
    if (!hasBorder(geometry)) {
      this.#plain.push({ address, bytes: this.#sizes.get(address)! });
      return;
    }
    const key = keyOf(geometry);
    this.#bordered.set(key, [...(this.#bordered.get(key) ?? []), address]);
  }

  /** Room that a step uses while it runs, and the next step after it; what a step uses at once has different names. */
  scratch(name: "patches" | "rows", bytes: number): number {
    const room = this.#scratch.get(name);
    if (room && room.bytes >= bytes) return room.address;
    const address = this.reserve(bytes);
    this.#scratch.set(name, { address, bytes });
    return address;
  }

  /** The table of a geometry's {@link pixelOffsets}. */
  offsets(geometry: Geometry): number {
    const key = keyOf(geometry);
    let address = this.#offsets.get(key);
    if (address === undefined) {
      address = this.constant(pixelOffsets(geometry, this.#images));
      this.#offsets.set(key, address);
    }
    return address;
  }

  /** The smallest free room that is large enough; of equal ones the last used, which the cache may still hold. */
  #takePlain(bytes: number): number | undefined {
    let best = -1;
    for (const [index, room] of this.#plain.entries())
      if (room.bytes >= bytes && (best < 0 || room.bytes <= this.#plain[best]!.bytes)) best = index;
    return best < 0 ? undefined : this.#plain.splice(best, 1)[0]!.address;
  }
}

const keyOf = (geometry: Geometry) => JSON.stringify(geometry);
