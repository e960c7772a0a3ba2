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


def create_optimiser(options, rate):
    kind = options["kind"]
    if kind in ("sgd", "momentum"):
        return keras.optimizers.SGD(
            rate, momentum=options.get("momentum", 0), nesterov=options.get("nesterov", False)
        )
    return keras.optimizers.Adam(rate, options["beta1"], options["beta2"], options["epsilon"])


class Update:
    """A step of the recipe's optimiser: gradients clipped together, kernels decayed by themselves, then the averaged weights."""

    def __init__(self, model, recipe):
        self._options, self._model, self._decay = recipe["optimiser"], model, recipe["averageDecay"]
        self.rate = tf.Variable(0.0, trainable=False)
        self._optimiser = create_optimiser(self._options, self.rate)
        self._optimiser.build(model.trainable_variables)
        self.average = [tf.Variable(weight, trainable=False) for weight in model.weights] if self._decay > 0 else []

    def __call__(self, gradients):
        """Gradients are those of the whole batch. Answers their norm before clipping."""
        norm, most = tf.linalg.global_norm(gradients), self._options["clipNorm"]
        if most > 0:
            scale = tf.where(norm > most, most / norm, 1.0)
            gradients = [gradient * scale for gradient in gradients]
        for variable in self._model.trainable_variables:
            if "kernel" in variable.name and self._options["weightDecay"] > 0:
                variable.assign(variable * (1 - self.rate * self._options["weightDecay"]))
        self._optimiser.apply_gradients(
            zip(gradients, self._model.trainable_variables), skip_gradients_aggregation=True
        )
        updates = tf.cast(self._optimiser.iterations, tf.float32)
        share = 1 - tf.minimum(self._decay, (1 + updates) / (10 + updates))
        for average, weight in zip(self.average, self._model.weights):
            average.assign_add(share * (weight - average))
        return norm

    def shipped(self):
        """The averaged weights, or the last ones where the recipe keeps no average."""
        return [weight.numpy() for weight in (self.average or self._model.weights)]
