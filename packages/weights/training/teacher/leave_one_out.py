"""What strangers will see: the student's network from random numbers, once with all data sets and once without each.

    python3 leave_one_out.py PACKED [SECONDS]

PACKED is pack.mjs's folder, SECONDS (default 19) are for each training on a GPU. Prints the validation part of every data set. Needs PyTorch, NumPy and Pillow.
"""
import sys

import torch

from faces import Faces
from network import STUDENT_SIZE, MobileFaceNet
from school import School, prepared, restart

BATCH = 1024
TOGETHER = {"CelebA": ("CelebA", "CelebAMore")}
LEFT_OUT = ("nothing", "UTKFace", "IMDB", "WIKI", "KoreanFamily", "CelebA", "GenderWild", "USCongress")

packed = sys.argv[1]
seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 19
device = "cuda" if torch.cuda.is_available() else "cpu"
torch.backends.cudnn.benchmark = True
faces = Faces(packed, device, size=STUDENT_SIZE, seen=1.15)
school = School(faces, batch=BATCH, rate=4e-3, weight_decay=0.02)
network, compiled = prepared(MobileFaceNet(), device)
validation = faces.indices(lambda label: label["for"] == "validation")
for left_out in LEFT_OUT:
    without = TOGETHER.get(left_out, (left_out,))
    restart(network, MobileFaceNet, 1)
    chosen = faces.indices(lambda label: label["for"] == "training" and label["draws"] and label["source"] not in without)
    school.train(network, compiled, chosen, seconds=seconds, name=f"without {left_out}")
    school.report(validation, *school.answer(network, validation), f"without {left_out}")
