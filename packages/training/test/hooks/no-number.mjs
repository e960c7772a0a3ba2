/** A loss that forgets to sum up. */
export default ({ tf, logits }) => tf.sum(logits, 1);
