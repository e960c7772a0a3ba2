"""Trains a model of fagr with TensorFlow, on the GPUs of one machine or of several, as a plan of fagr says.

    npx fagr prepare utkface:data/utkface --out crops
    npx fagr train --crops crops --recipe fitted --out run --plan          # run/plan.json and the first weights, run/manifest.json
    npx fagr export --model run/manifest.json --to run/first.h5
    python train.py --plan run/plan.json --model run/first.h5 --crops crops --out run/trained.h5
    npx fagr import run/trained.h5 --like run/manifest.json --out trained

On several machines: TF_CONFIG on each as TensorFlow documents it, and --workers. All of them read the same crops, plan and model.
Needs Python with tensorflow and tf_keras (Keras 2: Keras 3 does not work with MultiWorkerMirroredStrategy).
"""
import argparse
import json
import os
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ["TF_USE_LEGACY_KERAS"] = "1"

import numpy as np
import tensorflow as tf

from fagr_plan.batches import open_crops, read_plan, replica_batches
from fagr_plan.losses import total_loss
from fagr_plan.model import Update, load, with_features
from fagr_plan.schedule import learning_rate_at

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--plan", required=True, help="what `fagr train --plan` wrote (plan.json)")
parser.add_argument("--model", required=True, help="the first weights, as `fagr export` writes them (.h5)")
parser.add_argument("--crops", required=True, help="the folder that `fagr prepare` wrote")
parser.add_argument("--out", required=True, help="where the trained model goes (.h5)")
parser.add_argument("--workers", action="store_true", help="one of several machines, as TF_CONFIG says")
parser.add_argument("--steps", type=int, help="fewer steps than the plan's")
options = parser.parse_args()

# Before anything else: TensorFlow wants the workers connected before it computes.
strategy = tf.distribute.MultiWorkerMirroredStrategy() if options.workers else tf.distribute.MirroredStrategy()
task = json.loads(os.environ.get("TF_CONFIG", "{}")).get("task", {"index": 0}) if options.workers else {"index": 0}
is_chief = task["index"] == 0
replicas = strategy.num_replicas_in_sync
local = replicas // max(strategy.extended._num_workers if options.workers else 1, 1)
mine = range(task["index"] * local, (task["index"] + 1) * local)

plan = read_plan(options.plan)
recipe, crops = plan["recipe"], open_crops(options.crops, plan)
steps = min(options.steps or recipe["schedule"]["steps"], recipe["schedule"]["steps"])


def encode_jpeg(pixels, quality):
    whole = tf.cast(tf.round(pixels * 255), tf.uint8)
    return tf.io.decode_jpeg(tf.io.encode_jpeg(whole, quality=quality)).numpy() / 255


with strategy.scope():
    whole, model = load(options.model, recipe["batchNormMomentum"])
    update = Update(model, recipe)
    answers, centres = with_features(model)

heads = ["age", "gender", *plan["architecture"].get("attributes", {})]

batches = replica_batches(plan, crops, replicas, mine, encode_jpeg)
first = next(batches)
signature = {name: tf.TensorSpec((None, *np.shape(value)[1:]) if np.ndim(value) else (), tf.float32) for name, value in first.items()}


def endless():
    yield first
    yield from batches


dataset = strategy.distribute_datasets_from_function(
    lambda context: tf.data.Dataset.from_generator(endless, output_signature=signature).prefetch(2 * local)
)


@tf.function(autograph=False)
def train_step(batch, rate, updates):
    def part(batch):
        with tf.GradientTape() as tape:
            *logits, features = answers(batch["images"], training=True)
            loss, terms = total_loss(dict(zip(heads, logits)), batch, recipe["loss"], features, centres)
        gradients = tape.gradient(loss, model.trainable_variables, unconnected_gradients=tf.UnconnectedGradients.ZERO)
        # The parts' losses have the whole batch in their denominators, so that gradients are added, not averaged.
        gradients = tf.distribute.get_replica_context().all_reduce(tf.distribute.ReduceOp.SUM, gradients)
        gradients, norm = update.clip(gradients)
        return loss, terms, gradients, norm

    loss, terms, gradients, norm = strategy.run(part, args=(batch,))
    update(gradients, rate, updates)
    reduce = lambda how, value: strategy.reduce(how, value, axis=None)
    add, mean = tf.distribute.ReduceOp.SUM, tf.distribute.ReduceOp.MEAN
    return reduce(add, loss), {name: reduce(add, term) for name, term in terms.items()}, reduce(mean, norm)


print(f"{replicas} replica(s), {steps} steps")
started = time.time()
for step, batch in zip(range(steps), dataset):
    rate = learning_rate_at(recipe["schedule"], step)
    loss, terms, norm = train_step(batch, tf.constant(rate, tf.float32), tf.constant(step + 1, tf.float32))
    if step == 0:
        started = time.time()
    if is_chief and (step < 5 or (step + 1) % 10 == 0 or step + 1 == steps):
        size = sum(draw["quota"] for table in plan["sampler"]["tables"][:1] for draw in table["draws"])
        speed = step * size / max(time.time() - started, 1e-9)
        told = {"step": step + 1, "loss": float(loss), **{name: float(term) for name, term in terms.items()}}
        print(json.dumps({**told, "gradientNorm": float(norm), "imagesPerSecond": round(speed, 1)}), flush=True)
    if not np.isfinite(float(loss)):
        raise SystemExit(f"Training ran away at step {step + 1}: the loss is {float(loss)}. Take a lower learning rate.")

if is_chief:
    # The model with its softmax, which fagr reads.
    alone = tf.keras.models.clone_model(whole)
    alone.set_weights(update.shipped())
    alone.save(options.out)
    print(f"saved {options.out}")
