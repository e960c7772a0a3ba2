"""Answers of Keras itself, to be compared with ours.

Usage: keras_referee.py keras|tf_keras JOB.json
JOB is {"model", "pixels", "shape", "answers", "resaved"}: opens the model, predicts the float32 pixels, writes age and then gender
as float32, and saves the model again.
"""
import importlib
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import numpy

keras = importlib.import_module(sys.argv[1])
with open(sys.argv[2]) as file:
    job = json.load(file)
model = keras.models.load_model(job["model"], compile=False)
pixels = numpy.fromfile(job["pixels"], "<f4").reshape(job["shape"])
age, gender = model.predict(pixels, verbose=0)
numpy.concatenate([age.ravel(), gender.ravel()]).astype("<f4").tofile(job["answers"])
model.save(job["resaved"])
