import type * as tfjs from "@tensorflow/tfjs-core";

/** What a loss of your own gets for a part of a batch. tfjs frees all of it, and what the loss makes of it. */
export interface OwnLossInput {
  /** The tfjs that trains: operations of another copy would not be differentiated. */
  readonly tf: typeof tfjs;
  /** `"age"`, `"gender"` or the name of an attribute. */
  readonly task: string;
  /** `[N, classes]`, before the softmax. */
  readonly logits: tfjs.Tensor2D;
  /** `[N, classes]`, 1 at the labelled class; of a blend of faces the shares. */
  readonly targets: tfjs.Tensor2D;
  /** `[N]`, 0 where a face has no label: it must not count. */
  readonly weights: tfjs.Tensor1D;
  /** Of the age alone: `[N]` years above the lowest age, and weights that are 0 where the exact year is unknown. */
  readonly years?: { readonly years: tfjs.Tensor1D; readonly weights: tfjs.Tensor1D } | undefined;
}

/**
 * The default export of a module that a recipe names as a loss: `{ kind: "module", module: "file:///.../my-loss.mjs" }`. It
 * returns the sum over the faces, each times its weight; the trainer divides by the number of labelled faces in the whole batch.
 *
 * @example
 * ```js no-check: a module in plain JavaScript
 * // my-loss.mjs: cross-entropy between smoothed targets
 * export default ({ tf, logits, targets, weights }, { smoothing = 0.1 }) => {
 *   const classes = logits.shape[1];
 *   const smooth = tf.add(tf.mul(targets, 1 - smoothing), smoothing / classes);
 *   return tf.neg(tf.sum(tf.mul(tf.sum(tf.mul(smooth, tf.logSoftmax(logits)), 1), weights)));
 * };
 * ```
 */
export type OwnLoss = (input: OwnLossInput, options: Readonly<Record<string, unknown>>) => tfjs.Scalar;
