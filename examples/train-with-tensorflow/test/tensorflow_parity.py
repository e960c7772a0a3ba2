"""Losses with their gradients, and steps of optimisers, as the port takes them, for the tests to compare."""
import os
from types import SimpleNamespace

os.environ["TF_USE_LEGACY_KERAS"] = "1"

import numpy as np
import tensorflow as tf

from fagr_plan.batches import Targets
from fagr_plan.losses import total_loss
from fagr_plan.model import Update


def losses(plans):
    answers = []
    for plan in plans:
        targets, faces = Targets(plan), range(len(plan["labels"]["ages"]))
        batch = {name: tf.constant(value) for name, value in {**targets.of(faces), **targets.counts(faces)}.items()}
        inputs = {name: tf.Variable(np.array(values, np.float32)) for name, values in plan["inputs"].items()}
        logits = {name: variable for name, variable in inputs.items() if name not in ("features", "centres")}
        with tf.GradientTape() as tape:
            total, terms = total_loss(logits, batch, plan["recipe"]["loss"], inputs["features"], inputs["centres"])
        gradients = tape.gradient(total, inputs, unconnected_gradients=tf.UnconnectedGradients.ZERO)
        answers.append(
            {
                "total": float(total),
                "terms": {name: float(term) for name, term in terms.items()},
                "gradients": {name: gradient.numpy().ravel().tolist() for name, gradient in gradients.items()},
            }
        )
    return answers


def optimisers(job):
    """The weights after steps, a list a recipe, and the averaged ones."""
    answers = []
    strategy = tf.distribute.MirroredStrategy(["/cpu:0"])
    for recipe in job["recipes"]:
        with strategy.scope():
            weights = [tf.Variable(np.array(one["values"], np.float32).reshape(one["shape"]), name=one["name"]) for one in job["weights"]]
            update = Update(SimpleNamespace(trainable_variables=weights, weights=weights), recipe)

        @tf.function(autograph=False)
        def step(gradients, updates):
            def clip(gradients):
                return update.clip(gradients)[0]

            update(strategy.run(clip, args=(gradients,)), tf.constant(recipe["rate"], tf.float32), updates)

        for done, gradients in enumerate(job["gradients"]):
            shaped = [tf.constant(np.array(own, np.float32).reshape(one["shape"])) for own, one in zip(gradients, job["weights"])]
            step(shaped, tf.constant(done + 1, tf.float32))
        answers.append(
            {
                "values": [weight.numpy().ravel().tolist() for weight in weights],
                "shipped": [weight.ravel().tolist() for weight in update.shipped()],
            }
        )
    return answers
