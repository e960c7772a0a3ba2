"""Losses of a part of a batch: sums over its faces, divided by the faces of the whole batch that have the label."""
import tensorflow as tf


def total_loss(age_logits, gender_logits, batch, loss):
    """The recipe's loss, and its terms without their factors."""
    terms = []
    if loss["age"]:
        terms += [(name, term / batch["age_count"], factor) for name, term, factor in _age(age_logits, batch, loss["age"])]
    if loss["gender"]:
        gender = _classes(gender_logits, batch["genders"], batch["gender_weights"], loss["gender"])
        terms.append(("gender", gender / batch["gender_count"], loss["gender"]["weight"]))
    return tf.add_n([term * factor for _, term, factor in terms]), {name: term for name, term, _ in terms}


def _classes(logits, targets, weights, loss):
    logarithms = tf.nn.log_softmax(logits)
    if loss["kind"] == "focal":
        targets = targets * (1 - tf.exp(logarithms)) ** loss["gamma"]
    return -tf.reduce_sum(tf.reduce_sum(targets * logarithms, 1) * weights)


def _age(logits, batch, loss):
    logits = logits + batch["offsets"]
    exact = batch["age_weights"] * (1 - batch["bands"])
    age = _classes(logits, batch["ages"], exact, loss)
    # An age band: its likelihood. A class outside counts as if it were e^-80 as likely.
    inside = tf.nn.log_softmax(logits) - 80 * (1 - tf.sign(batch["ages"]))
    age -= tf.reduce_sum(tf.reduce_logsumexp(inside, 1) * batch["age_weights"] * batch["bands"])
    terms = [("age", age, loss["weight"])]
    if loss["kind"] == "labelDistribution":
        expected = tf.reduce_sum(tf.nn.softmax(logits) * tf.range(logits.shape[1], dtype=tf.float32), 1)
        error, below = tf.abs(expected - batch["years"]), loss["quadraticBelow"]
        if below > 0:
            capped = tf.minimum(error, below)
            error = capped * (error - capped / 2) / below
        terms.append(("expectation", tf.reduce_sum(error * batch["year_weights"]), loss["weight"] * loss["expectation"]))
    return terms
