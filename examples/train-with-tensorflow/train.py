"""Trains a model of fagr on with TensorFlow, on as many GPUs as the machine has.

    npx fagr prepare utkface:data/utkface --out crops
    npx fagr export --to model.h5
    python train.py --model model.h5 --crops crops --steps 1000 --out trained.h5
    npx fagr import trained.h5 --like model/manifest.json --out trained

Needs Python with tensorflow and keras (2 or 3). Only the labels are taken from the crops; balance the groups, augment and choose
the learning rate as your data ask for.
"""
import argparse
import json
import os

import numpy as np
import tensorflow as tf
import keras

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--model", required=True, help="what `fagr export` wrote (.h5)")
parser.add_argument("--crops", required=True, help="the folder that `fagr prepare` wrote")
parser.add_argument("--out", required=True, help="where the trained model goes (.h5)")
parser.add_argument("--steps", type=int, default=1000, help="batches to train on")
parser.add_argument("--batch", type=int, default=128, help="faces in a batch, over all GPUs")
parser.add_argument("--learning-rate", type=float, default=1e-4)
parser.add_argument("--youngest", type=int, default=18, help="the age of the first class, years")
options = parser.parse_args()

# crops.bin holds [count, size, size, 3] RGB 0..255 in the order of the samples; each crop is boxScale times its face's box.
with open(os.path.join(options.crops, "crops.json")) as file:
    manifest = json.load(file)
if manifest["format"] != "fagr-crops/2":
    raise SystemExit(f"Expected crops of the format fagr-crops/2, received {manifest['format']}. Prepare them again.")
size, samples = manifest["size"], manifest["samples"]
pixels = np.memmap(
    os.path.join(options.crops, manifest["crops"]["file"]), np.uint8, mode="r", shape=(len(samples), size, size, 3)
)

# One replica a GPU; on a machine without, the processor is the only one.
strategy = tf.distribute.MirroredStrategy()
print(f"{strategy.num_replicas_in_sync} replica(s)")
with strategy.scope():
    model = keras.models.load_model(options.model, compile=False)
    # Outputs are probabilities of the ages and of female and male.
    crossentropy = keras.losses.SparseCategoricalCrossentropy
    model.compile(optimizer=keras.optimizers.Adam(options.learning_rate), loss=[crossentropy(), crossentropy()])
side, classes = model.input_shape[1], model.output_shape[0][1]

# A face without an age, or with one beyond the classes, teaches its gender only, and the other way round.
ages = np.array([-1 if sample["age"] is None else sample["age"] for sample in samples]) - options.youngest
genders = np.array([-1 if sample["gender"] is None else sample["gender"] for sample in samples])
age_weights = ((ages >= 0) & (ages < classes)).astype("float32")
gender_weights = (genders >= 0).astype("float32")
usable = np.flatnonzero(age_weights + gender_weights)
print(f"{len(usable)} of {len(samples)} crops have a label")


def share(weights):
    """Keras divides the sum of losses by the batch; this makes it the average over the faces that have the label, as in fagr."""
    return weights * (len(weights) / max(weights.sum(), 1))


def batches():
    """Endless batches of crops and labels, in random order."""
    random = np.random.default_rng(1)
    while True:
        chosen = random.permutation(usable)
        for start in range(0, len(chosen) - options.batch + 1, options.batch):
            index = np.sort(chosen[start : start + options.batch])
            yield (
                pixels[index],
                (np.clip(ages[index], 0, classes - 1), np.clip(genders[index], 0, 1)),
                (share(age_weights[index]), share(gender_weights[index])),
            )


def prepare(crops, labels, weights):
    """The face's box alone, mirrored at random, as the network takes it: [side, side, 3] RGB 0..1."""
    margin = (1 - 1 / manifest["boxScale"]) / 2
    count = tf.shape(crops)[0]
    boxes = tf.tile([[margin, margin, 1 - margin, 1 - margin]], [count, 1])
    faces = tf.image.crop_and_resize(crops, boxes, tf.range(count), [side, side]) / 255
    return tf.image.random_flip_left_right(faces), labels, weights


if len(usable) < options.batch:
    raise SystemExit(f"Expected at least {options.batch} labelled crops for a batch, received {len(usable)}.")
label = tf.TensorSpec([None], tf.int64)
weight = tf.TensorSpec([None], tf.float32)
dataset = tf.data.Dataset.from_generator(
    batches, output_signature=(tf.TensorSpec([None, size, size, 3], tf.uint8), (label, label), (weight, weight))
)
dataset = dataset.map(prepare, num_parallel_calls=tf.data.AUTOTUNE).prefetch(tf.data.AUTOTUNE)
model.fit(dataset, epochs=1, steps_per_epoch=options.steps, shuffle=False, verbose=2)
model.save(options.out)
print(f"saved {options.out}")
