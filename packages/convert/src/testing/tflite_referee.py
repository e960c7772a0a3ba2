"""Answers of TensorFlow Lite's own interpreter (ai-edge-litert), to be compared with ours.

Usage: tflite_referee.py JOB.json
JOB is {"model", "pixels", "shape", "answers"}: opens the model, resizes its input, and writes the outputs of the signature as float32,
age and then gender.
"""
import json
import sys

import numpy
from ai_edge_litert.interpreter import Interpreter

with open(sys.argv[1]) as file:
    job = json.load(file)
interpreter = Interpreter(job["model"], num_threads=1)
image = interpreter.get_input_details()[0]["index"]
interpreter.resize_tensor_input(image, job["shape"], strict=True)
interpreter.allocate_tensors()
interpreter.set_tensor(image, numpy.fromfile(job["pixels"], "<f4").reshape(job["shape"]))
interpreter.invoke()
answers = [interpreter.get_tensor(output["index"]).ravel() for output in interpreter.get_output_details()]
numpy.concatenate(answers).astype("<f4").tofile(job["answers"])
