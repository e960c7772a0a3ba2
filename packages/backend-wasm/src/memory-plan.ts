import { type Geometry, imageFloats, pixelOffsets } from "./geometry";

/** Numbers that are written into the memory once. */
export interface Constant {
  readonly address: number;
  readonly data: Float32Array | Uint32Array;
}

/** The kernels' vectors may read past the end of what they need, but not past the end of the memory. */
const slackBytes = 64;

/** Says where everything lies before the memory exists. Address 0 is left out: it means "none". */
export class MemoryPlan {
  readonly constants: Constant[] = [];
  readonly #images: number;
  readonly #free = new Map<string, number[]>();
  readonly #offsets = new Map<string, number>();
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
    return address;
  }

  constant(data: Float32Array | Uint32Array): number {
    const address = this.reserve(data.byteLength);
    this.constants.push({ address, data });
    return address;
  }

  /**
   * Room for a value of all images. Only values of the same geometry share memory: their borders are written by nobody and
   * stay zero.
   */
  take(geometry: Geometry): number {
    const free = this.#free.get(keyOf(geometry))?.pop();
    return free ?? this.reserve(4 * imageFloats(geometry) * this.#images);
  }

  giveBack(geometry: Geometry, address: number): void {
    const key = keyOf(geometry);
    this.#free.set(key, [...(this.#free.get(key) ?? []), address]);
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
}

const keyOf = (geometry: Geometry) => JSON.stringify(geometry);
