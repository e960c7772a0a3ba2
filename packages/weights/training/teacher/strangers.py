"""Does mixing styles help with foreign pictures? The student's network from random numbers, trained on some data sets, asked about the others.

    python3 strangers.py PACKED [SECONDS]

PACKED is pack.mjs's folder, SECONDS (default 150) are for each training on a GPU. Prints every face of the sets that were left out, and the validation
part of the others, first without mixed styles, then with them. Needs PyTorch, NumPy and Pillow.
"""
import sys

import torch

from faces import Faces
from network import STUDENT_SIZE, MobileFaceNet
from school import School, prepared

BATCH = 1024
LEFT_OUT = ("WIKI", "KoreanFamily", "USCongress", "CelebA", "CelebAMore", "GenderWild", "OMI")
MIXING = {"as they are": (), "styles mixed": (1, 7)}

packed = sys.argv[1]
seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 150
device = "cuda" if torch.cuda.is_available() else "cpu"
torch.backends.cudnn.benchmark = True
faces = Faces(packed, device, size=STUDENT_SIZE, seen=1.15)
school = School(faces, batch=BATCH, rate=4e-3, weight_decay=0.02)
chosen = faces.indices(lambda label: label["for"] == "training" and label["draws"] and label["source"] not in LEFT_OUT)
asked = faces.indices(lambda label: label["for"] == "validation" or label["source"] in LEFT_OUT)
for name, mixing in MIXING.items():
    torch.manual_seed(1)
    network, compiled = prepared(MobileFaceNet(mixing), device)
    school.train(network, compiled, chosen, seconds=seconds, name=name)
    school.report(asked, *school.answer(network, asked), name)
