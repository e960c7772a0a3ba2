/**
 * A loss for the age: cross-entropy, and the distance between the expected and the labelled age beside it, in years times `share`.
 *
 * @type {import("@fagr/training/building-blocks").OwnLoss}
 */
export default function nearLoss({ tf, logits, targets, weights, years }, { share = 0.05 }) {
  const crossEntropy = tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1));
  const classes = tf.range(0, logits.shape[1]);
  const expected = tf.sum(tf.mul(tf.softmax(logits), classes), 1);
  // A face whose age is a band has no exact year: its weight is 0 here.
  const distance = tf.mul(tf.abs(tf.sub(expected, years.years)), years.weights);
  return tf.add(tf.sum(tf.mul(crossEntropy, weights)), tf.mul(tf.sum(distance), share));
}
