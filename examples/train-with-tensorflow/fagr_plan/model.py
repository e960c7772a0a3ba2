"""The exported model made ready for training on several replicas, and its weights' optimiser and average."""
import tensorflow as tf
import tf_keras as keras


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
        slots = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}[self._options["kind"]]
        zeros = lambda variable: tf.Variable(tf.zeros_like(variable), trainable=False)
        self._slots = [[zeros(variable) for _ in range(slots)] for variable in self._variables]
        self._average = [tf.Variable(weight, trainable=False) for weight in self._weights] if self._decay > 0 else []

    def __call__(self, gradients, rate, updates):
        """`gradients` are those of the whole batch, the same on every replica; `updates` counts this one too."""
        options, change = self._options, self._change
        step = {"sgd": self._momentum, "momentum": self._momentum}.get(options["kind"], self._adam)
        for variable, gradient, slots in zip(self._variables, gradients, self._slots):
            decay = options["weightDecay"] if "kernel" in variable.name else 0

            def apply(variable, gradient, *slots, decay=decay):
                variable.assign(variable * (1 - rate * decay) - step(gradient, slots, rate, updates))

            change(variable, apply, args=(gradient, *slots))
        share = 1 - tf.minimum(self._decay, (1 + updates) / (10 + updates))
        for average, weight in zip(self._average, self._weights):
            change(average, lambda own, new: own.assign_add(share * (new - own)), args=(weight.read_value(),))

    def _momentum(self, gradient, slots, rate, _updates):
        if not slots:
            return rate * gradient
        momentum = self._options["momentum"]
        gathered = slots[0].assign(momentum * slots[0] + gradient)
        return rate * (gradient + momentum * gathered if self._options["nesterov"] else gathered)

    def _adam(self, gradient, slots, rate, updates):
        beta1, beta2, epsilon = self._options["beta1"], self._options["beta2"], self._options["epsilon"]
        first = slots[0].assign(beta1 * slots[0] + (1 - beta1) * gradient)
        second = slots[1].assign(beta2 * slots[1] + (1 - beta2) * gradient**2)
        correction = 1 / tf.sqrt(1 - beta2**updates)
        return rate / (1 - beta1**updates) * first / (tf.sqrt(second) * correction + epsilon)

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
