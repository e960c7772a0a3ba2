"""Losses of a part of a batch: sums over its faces, divided by the faces of the whole batch that have the label."""
import math

import tensorflow as tf


def total_loss(logits, batch, loss, features=None, centres=None):
    """
    The recipe's loss, and its terms without their factors.

    `logits` by head; `features` [N, units] are what the gender head sees and `centres` [units, 2] its kernel, which ArcFace takes.
    """
    terms = []
    for task, values in logits.items():
        own = loss["attributes"].get(task) if task not in ("age", "gender") else loss[task]
        if own is None:
            continue
        if task == "age":
            sums = _age(values, batch, own)
        elif own["kind"] == "arcFace":
            sums = [(task, _arc_face(features, centres, batch, own), own["weight"])]
        else:
            sums = [(task, _classes(values, batch[f"{task}_rows"], batch[f"{task}_weights"], own), own["weight"])]
        terms += [(name, term / batch[f"{task}_count"], factor) for name, term, factor in sums]
    return tf.add_n([term * factor for _, term, factor in terms]), {name: term for name, term, _ in terms}


def _classes(logits, targets, weights, loss):
    logarithms = tf.nn.log_softmax(logits)
    if loss["kind"] == "focal":
        targets = targets * (1 - tf.exp(logarithms)) ** loss["gamma"]
    return -tf.reduce_sum(tf.reduce_sum(targets * logarithms, 1) * weights)


def _age(logits, batch, loss):
    """Faces of unknown age, and age bands, have no part in terms of the expectation."""
    logits = logits + batch["offsets"]
    exact, targets = batch["age_weights"] * (1 - batch["bands"]), batch["age_rows"]
    age = _ordinal(logits, targets, exact) if loss["kind"] == "ordinal" else _classes(logits, targets, exact, loss)
    # An age band: its likelihood. A class outside counts as if it were e^-80 as likely.
    inside = tf.nn.log_softmax(logits) - 80 * (1 - tf.sign(targets))
    age -= tf.reduce_sum(tf.reduce_logsumexp(inside, 1) * batch["age_weights"] * batch["bands"])
    terms, weights = [("age", age, loss["weight"])], batch["known_years"]
    years, probabilities = tf.range(logits.shape[1], dtype=tf.float32), tf.nn.softmax(logits)
    expected = tf.reduce_sum(probabilities * years, 1)
    if loss["kind"] == "labelDistribution":
        error, below = tf.abs(expected - batch["years"]), loss["quadraticBelow"]
        if below > 0:
            capped = tf.minimum(error, below)
            error = capped * (error - capped / 2) / below
        terms.append(("expectation", tf.reduce_sum(error * weights), loss["weight"] * loss["expectation"]))
    if loss["kind"] == "meanVariance":
        mean = tf.reduce_sum((expected - batch["years"]) ** 2 / 2 * weights)
        spread = tf.reduce_sum(probabilities * (years - expected[:, None]) ** 2, 1)
        terms.append(("mean", mean, loss["weight"] * loss["mean"]))
        terms.append(("variance", tf.reduce_sum(spread * weights), loss["weight"] * loss["variance"]))
    return terms


def _ordinal(logits, targets, weights):
    """Of every class but the last, the binary cross-entropy of "above this class?"; sums of each side keep their relative precision."""
    powers = tf.exp(logits - tf.reduce_max(logits, 1, keepdims=True))
    whole = tf.math.log(tf.reduce_sum(powers, 1, keepdims=True))

    def answers(side):
        return side(targets) * (tf.math.log(side(powers) + 1e-30) - whole)

    up_to = lambda values: tf.cumsum(values, 1)[:, :-1]
    above = lambda values: tf.cumsum(values, 1, reverse=True)[:, 1:]
    return -tf.reduce_sum(tf.reduce_sum(answers(up_to) + answers(above), 1) * weights)


def _arc_face(features, centres, batch, loss):
    """The angle between a face's features and its own class's centre must be smaller by the margin."""
    margin, targets = loss["margin"], batch["gender_rows"]
    cosines = tf.matmul(_normalise(features, 1), _normalise(centres, 0))
    sines = tf.sqrt(tf.maximum(1 - cosines**2, 1e-7))
    within = tf.cast(cosines > math.cos(math.pi - margin), tf.float32)
    beyond = cosines - math.sin(margin) * margin
    own = beyond + within * (cosines * math.cos(margin) - sines * math.sin(margin) - beyond)
    return _classes((cosines + targets * (own - cosines)) * loss["scale"], targets, batch["gender_weights"], {"kind": "crossEntropy"})


def _normalise(vectors, axis):
    return vectors * tf.math.rsqrt(tf.reduce_sum(vectors**2, axis, keepdims=True) + 1e-12)
