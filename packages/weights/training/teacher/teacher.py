"""Trains the teacher and writes its answers for the training faces.

    python3 teacher.py PACKED OUT [SECONDS]

PACKED is pack.mjs's folder. One network is trained for each third of the faces, on the other two thirds, for SECONDS (default 120) on a GPU, and answers
for the third that it never saw: OUT/ages.f32 and OUT/genders.f32 have a row for each packed crop. How old a data set's faces tend to be is not in the
answers. Needs PyTorch, NumPy and Pillow.
"""
import os
import sys

import numpy as np
import torch

from faces import Changes, Faces
from network import AGES, TEACHER_SIZE, Teacher
from school import School, prepared, restart

BATCH = 768
VIEWS = [(scale, mirrored) for scale in (0.9, 1, 1.1) for mirrored in (False, True)]

packed, out = sys.argv[1:3]
seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 120
device = "cuda" if torch.cuda.is_available() else "cpu"
torch.backends.cudnn.benchmark = True
# More surroundings than the student sees.
faces = Faces(packed, device, size=TEACHER_SIZE, seen=1.4, changes=Changes(scales=(0.82, 1.28)))
school = School(faces, batch=BATCH, rate=2.5e-3, weight_decay=0.05)
network, compiled = prepared(Teacher(), device)
count = len(faces.labels)
written = {"ages": np.zeros((count, AGES), np.float32), "genders": np.zeros((count, 2), np.float32)}
validation = faces.indices(lambda label: label["for"] == "validation")
for fold in range(faces.folds):
    restart(network, Teacher, fold)
    others = faces.indices(lambda label: label["for"] == "training" and label["fold"] != fold and label["draws"])
    school.train(network, compiled, others, seconds=seconds, name=f"fold {fold}")
    own = faces.indices(lambda label: label["for"] == "training" and label["fold"] == fold)
    ages, genders = school.answer(network, own, VIEWS)
    school.report(own, ages, genders, f"fold {fold}, its own third")
    written["ages"][own], written["genders"][own] = ages.cpu().numpy(), genders.cpu().numpy()
    school.report(validation, *school.answer(network, validation, VIEWS), f"fold {fold}, validation")
os.makedirs(out, exist_ok=True)
for name, rows in written.items():
    rows.tofile(os.path.join(out, f"{name}.f32"))
print(f"{out}: answers for {int((written['genders'].sum(1) > 0).sum())} faces")
