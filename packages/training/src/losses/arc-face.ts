import {
  add,
  matMul,
  maximum,
  mul,
  rsqrt,
  type Scalar,
  sqrt,
  square,
  step,
  sub,
  sum,
  type Tensor2D,
} from "@tensorflow/tfjs-core";
import { type ClassTargets, crossEntropySum } from "./distribution-losses";

/** Settings of {@link arcFaceLossSum}. */
export interface ArcFaceOptions extends ClassTargets {
  /** `[units, classes]`: the dense layer's kernel, whose columns are the centres of the classes. */
  readonly centres: Tensor2D;
  /** Radians added to the angle between a sample and the centre of its class. */
  readonly margin: number;
  /** Factor of the cosines. */
  readonly scale: number;
}

/**
 * ArcFace (Deng et al. 2019, eq. 3): cross-entropy of scale * cos(angle), where features and class centres have length 1 and
 * the angle to a sample's own class is increased by the margin; summed over the samples with their weights. The layer's
 * bias takes no part. Where the angle and the margin pass 180 degrees the paper's code goes on linearly, and so does this.
 *
 * @param features - `[N, units]`, what the dense layer sees
 */
export function arcFaceLossSum(
  features: Tensor2D,
  { targets, weights, centres, margin, scale }: ArcFaceOptions,
): Scalar {
  const cosines = matMul(normalise(features, 1), normalise(centres, 0));
  // The root's slope at 0 is infinite: an angle of 0 or 180 degrees is taken as a hair away from it.
  const sines = sqrt(maximum(sub(1, square(cosines)), 1e-7));
  const withMargin = sub(mul(cosines, Math.cos(margin)), mul(sines, Math.sin(margin)));
  const beyond = sub(cosines, Math.sin(margin) * margin);
  // tfjs has a gradient for step and none for comparisons.
  const within = step(sub(cosines, Math.cos(Math.PI - margin)));
  const own = add(beyond, mul(within, sub(withMargin, beyond)));
  const logits = mul(add(cosines, mul(targets, sub(own, cosines))), scale) as Tensor2D;
  return crossEntropySum(logits, { targets, weights });
}

function normalise(vectors: Tensor2D, axis: 0 | 1): Tensor2D {
  return mul(vectors, rsqrt(add(sum(square(vectors), axis, true), 1e-12)));
}
