"""The exported model made ready for training on several replicas, and its weights' optimiser and average."""
import tensorflow as tf
import tf_keras as keras

from .optimisers import rule_of


def load(file, momentum):
    """
    The model of `fagr export`, whose heads answer logits, and whose batch normalisation counts over all replicas of all workers: the batch is one, as
    in fagr, however many share it.
    """
    model = keras.models.load_model(file, compile=False)

    def rebuild(layer):
        config = layer.get_config()
        if isinstance(layer, keras.layers.BatchNormalization):
            return keras.layers.BatchNormalization.from_config({**config, "synchronized": True, "momentum": momentum})
        if layer.name.endswith("_probabilities"):
            config["activation"] = "linear"
        return layer.__class__.from_config(config)

    logits = keras.models.clone_model(model, clone_function=rebuild)
    logits.set_weights(model.get_weights())
    return model, logits


def with_features(logits):
    """The model that answers the gender head's input too, behind its logits, and the head's kernel: what ArcFace takes."""
    head = logits.get_layer("gender_probabilities")
    return keras.Model(logits.input, [*logits.outputs, head.input]), head.kernel


class Update:
    """
    A step of the recipe's optimiser, as fagr takes it: gradients clipped together, kernels decayed by themselves, the step of the kind, then
    the averaged weights. Made in the strategy's scope, and called across replicas.
    """

    def __init__(self, model, recipe):
        # Remembered, because a call outside the strategy's scope would get the default one, which does not know its variables.
        self._change = tf.distribute.get_strategy().extended.update
        self._options, self._decay = recipe["optimiser"], float(recipe["averageDecay"])
        self._variables, self._weights = model.trainable_variables, model.weights
        slots, begin, self._step = rule_of(self._options)
        start = lambda variable: tf.Variable(tf.fill(variable.shape, begin), trainable=False)
        self._slots = [[start(variable) for _ in range(slots)] for variable in self._variables]
        self._average = [tf.Variable(weight, trainable=False) for weight in self._weights] if self._decay > 0 else []

    def __call__(self, gradients, rate, updates):
        """`gradients` are those of the whole batch, the same on every replica; `updates` counts this one too."""
        change = self._change
        for variable, gradient, slots in zip(self._variables, gradients, self._slots):
            decay = self._options["weightDecay"] if "kernel" in variable.name else 0

            def apply(own, gradient, *slots, variable=variable, decay=decay):
                own.assign(own * (1 - rate * decay) - self._step(gradient, slots, rate, updates, variable))

            change(variable, apply, args=(gradient, *slots))
        if not self._average:
            return
        share = 1 - tf.minimum(self._decay, (1 + updates) / (10 + updates))
        for average, weight in zip(self._average, self._weights):
            change(average, lambda own, new: own.assign_add(share * (new - own)), args=(weight.read_value(),))

    def clip(self, gradients):
        """The gradients, clipped together, and their norm before."""
        norm, most = tf.linalg.global_norm(gradients), self._options["clipNorm"]
        if most > 0:
            scale = tf.where(norm > most, most / norm, 1.0)
            gradients = [gradient * scale for gradient in gradients]
        return gradients, norm

    def shipped(self):
        """The averaged weights, or the last ones where the recipe keeps no average."""
        return [weight.numpy() for weight in (self._average or self._weights)]
