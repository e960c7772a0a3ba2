import type { BoundingBox } from "@fagr/core";
import type { ScoredBox } from "../geometry/non-maximum-suppression";
import { ssdBoxValues } from "./graph";

/** SSD's predictions are multiples of these parts of the prior (its "variances"; SSD, arXiv 1512.02325). */
const centreVariance = 1 / 10;
const sizeVariance = 1 / 5;

/**
 * The boxes that reach a score, as parts of the network's input (0..1).
 *
 * @param predictions - `[boxes, 5]`: y, x, height, width relative to the prior, and the face logit.
 * @param priors - `[boxes, 4]`: top, left, bottom, right.
 */
export function decodeSsdBoxes(predictions: Float32Array, priors: Float32Array, minimumScore: number): ScoredBox[] {
  const found: ScoredBox[] = [];
  for (let index = 0; index * 4 < priors.length; index++) {
    const score = 1 / (1 + Math.exp(-predictions[index * ssdBoxValues + ssdBoxValues - 1]!));
    if (score >= minimumScore) found.push({ box: decodeBox(predictions, priors, index), score });
  }
  return found;
}

function decodeBox(predictions: Float32Array, priors: Float32Array, index: number): BoundingBox {
  const [top, left, bottom, right] = priors.subarray(index * 4, index * 4 + 4) as unknown as number[];
  const [y, x, h, w] = predictions.subarray(index * ssdBoxValues, index * ssdBoxValues + 4) as unknown as number[];
  const priorWidth = right! - left!;
  const priorHeight = bottom! - top!;
  const width = priorWidth * Math.exp(w! * sizeVariance);
  const height = priorHeight * Math.exp(h! * sizeVariance);
  return {
    x: left! + priorWidth * (0.5 + x! * centreVariance) - width / 2,
    y: top! + priorHeight * (0.5 + y! * centreVariance) - height / 2,
    width,
    height,
  };
}
