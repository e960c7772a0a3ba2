import type { ParameterLayout } from "../network/parameters";

/** Adam's settings; the defaults are those of Kingma and Ba (2015). */
export interface AdamOptions {
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
  /** Decoupled weight decay (Loshchilov and Hutter 2019) on kernels; 0 is plain Adam, the document's optimiser. */
  readonly weightDecay?: number;
  /** Gradients are scaled down to this global norm; 0 leaves them as they are. */
  readonly clipNorm?: number;
}

/** Adam on the flat array of all weights. Moving statistics are no parameters of it and stay as they are. */
export class Adam {
  /** First and second moments, one float a weight: with `updates` the whole state. */
  readonly firstMoment: Float32Array;
  readonly secondMoment: Float32Array;
  updates = 0;
  readonly #layout: ParameterLayout;
  readonly #options: Required<AdamOptions>;

  constructor(layout: ParameterLayout, options: AdamOptions = {}) {
    this.#layout = layout;
    this.#options = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0, clipNorm: 0, ...options };
    this.firstMoment = new Float32Array(layout.length);
    this.secondMoment = new Float32Array(layout.length);
  }

  /** Changes the values in place by one step; returns the gradient's global norm before clipping. */
  update(values: Float32Array, { gradient, learningRate }: { gradient: Float32Array; learningRate: number }): number {
    const { beta1, beta2, epsilon, weightDecay, clipNorm } = this.#options;
    const trainable = this.#layout.slots.filter((slot) => slot.trainable);
    let squares = 0;
    for (const { offset, length } of trainable)
      for (let index = offset; index < offset + length; index++) squares += gradient[index]! ** 2;
    const norm = Math.sqrt(squares);
    const factor = clipNorm > 0 && norm > clipNorm ? clipNorm / norm : 1;
    this.updates++;
    const rate = (learningRate * Math.sqrt(1 - beta2 ** this.updates)) / (1 - beta1 ** this.updates);
    const { firstMoment: first, secondMoment: second } = this;
    for (const { offset, length, kind } of trainable) {
      const decay = kind.toLowerCase().endsWith("kernel") ? learningRate * weightDecay : 0;
      for (let index = offset; index < offset + length; index++) {
        const g = gradient[index]! * factor;
        const m = beta1 * first[index]! + (1 - beta1) * g;
        const v = beta2 * second[index]! + (1 - beta2) * g * g;
        first[index] = m;
        second[index] = v;
        values[index] = values[index]! * (1 - decay) - (rate * m) / (Math.sqrt(v) + epsilon);
      }
    }
    return norm;
  }
}
