"""The step of each optimiser, as fagr takes it: what is subtracted from a variable, its slots changed in place."""
import tensorflow as tf


def rule_of(options):
    """How many slots a variable has, what they begin with, and the step `(gradient, slots, rate, updates, variable)`."""
    kind = options["kind"]
    begin = options["initialAccumulator"] if kind == "adagrad" else 0.0
    slots, step = _RULES[kind]
    return slots, begin, lambda *given: step(options, *given)


def is_kernel(variable):
    """Kernels that mix channels: not depthwise ones, and not those of heads."""
    return variable.shape.rank == 4 and "depthwise" not in variable.name


def _sgd(_options, gradient, _slots, rate, _updates, _variable):
    return rate * gradient


def _momentum(options, gradient, slots, rate, _updates, _variable):
    momentum = options["momentum"]
    gathered = slots[0].assign(momentum * slots[0] + gradient)
    return rate * (gradient + momentum * gathered if options["nesterov"] else gathered)


def _moving(slot, share, value):
    return slot.assign(share * slot + (1 - share) * value)


def _adam(options, gradient, slots, rate, updates, _variable):
    beta1, beta2 = options["beta1"], options["beta2"]
    first, second = _moving(slots[0], beta1, gradient), _moving(slots[1], beta2, gradient**2)
    correction = 1 / tf.sqrt(1 - beta2**updates)
    return rate / (1 - beta1**updates) * first / (tf.sqrt(second) * correction + options["epsilon"])


def _adamax(options, gradient, slots, rate, updates, _variable):
    beta1 = options["beta1"]
    first = _moving(slots[0], beta1, gradient)
    largest = slots[1].assign(tf.maximum(options["beta2"] * slots[1], tf.abs(gradient)))
    return rate / (1 - beta1**updates) * first / (largest + options["epsilon"])


def _rmsprop(options, gradient, slots, rate, _updates, _variable):
    square = _moving(slots[0], options["decay"], gradient**2)
    if options["centered"]:
        square = tf.maximum(square - _moving(slots[2], options["decay"], gradient) ** 2, 0)
    return slots[1].assign(options["momentum"] * slots[1] + rate * gradient / tf.sqrt(square + options["epsilon"]))


def _adagrad(_options, gradient, slots, rate, _updates, _variable):
    return rate * gradient / tf.sqrt(slots[0].assign_add(gradient**2) + 1e-7)


def _adadelta(options, gradient, slots, rate, _updates, _variable):
    step = tf.sqrt((slots[1] + options["epsilon"]) / (slots[0] + options["epsilon"])) * gradient
    _moving(slots[0], options["rho"], gradient**2)
    _moving(slots[1], options["rho"], step**2)
    return rate * step


def _muon(options, gradient, slots, rate, updates, variable):
    if not is_kernel(variable):
        return _adam(options, gradient, slots, rate * options["adamRate"], updates, variable)
    momentum, columns = options["momentum"], gradient.shape[-1]
    share = (1 - momentum) * gradient
    velocity = slots[0].assign(momentum * slots[0] + share)
    matrix = tf.reshape(momentum * velocity + share, (-1, columns))
    rows = matrix.shape[0]
    upright = rows >= columns
    x = matrix if upright else tf.transpose(matrix)
    x = x / tf.maximum(tf.norm(x), 1e-20)
    for _ in range(options["rounds"]):
        square = tf.matmul(x, x, transpose_a=True)
        x = 3.4445 * x + tf.matmul(x, -4.775 * square + 2.0315 * tf.matmul(square, square))
    x = x if upright else tf.transpose(x)
    return rate * max(1.0, columns / rows) ** 0.5 * tf.reshape(x, gradient.shape)


_RULES = {
    "sgd": (0, _sgd),
    "momentum": (1, _momentum),
    "rmsprop": (3, _rmsprop),
    "adagrad": (1, _adagrad),
    "adadelta": (2, _adadelta),
    "adam": (2, _adam),
    "adamw": (2, _adam),
    "adamax": (2, _adamax),
    "muon": (2, _muon),
}
