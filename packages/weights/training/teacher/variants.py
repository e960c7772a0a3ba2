"""Students that differ in how they were trained on from the same weights, and their mean (Wortsman et al. 2022; Ramé et al. 2022).

    python3 variants.py PACKED MANIFEST OUT [--seconds N] [--answers FOLDER] [--only NAME,NAME]

PACKED is pack.mjs's folder, MANIFEST weights for 0 to 100 years, FOLDER what teacher.py wrote. All train side by side on one GPU, for N seconds (default 400).
OUT gets NAME.f32 for each and mean.f32: numbers as weights files have them, which into-weights.mjs makes one of. Prints the faces of the validation part
and of strangers, set by set. Needs PyTorch, NumPy and Pillow.
"""
import argparse
import dataclasses
import multiprocessing
import os
import tempfile

import numpy as np
import torch

from faces import Changes, Faces, decode_all
from network import AGES, STUDENT_SIZE, MobileFaceNet
from school import School, Taught, prepared
from weights import fill, read_weights, weights_of

BATCH = 1024


@dataclasses.dataclass(frozen=True)
class Variant:
    """`taught`: the teachers' share of the targets. `old`: how much more often faces of 48 and older are drawn."""

    seed: int
    rate: float = 1e-3
    weight_decay: float = 0.02
    mixing: tuple = (2, 7)
    dropout: float = 0
    taught: float = 0.5
    mixup: float = 0
    old: float = 1
    changes: Changes = Changes()


VARIANTS = {
    "styles": Variant(1),
    "labels": Variant(2, taught=0),
    "earlier": Variant(3, mixing=(0, 2, 4, 7), rate=1.4e-3),
    "amplitudes": Variant(4, changes=Changes(amplitudes=0.5)),
    "mixup": Variant(5, mixup=0.5, weight_decay=0.01),
    "wider": Variant(6, changes=Changes(scales=(0.8, 1.6), rotation=25, erased=0.45), taught=0.6),
    "old": Variant(7, old=1.6, dropout=0.1, taught=0.3, rate=0.7e-3),
}


def view(arguments, pixels, changes, device):
    return Faces(arguments.packed, device, size=STUDENT_SIZE, seen=1.15, changes=changes, pixels=np.load(pixels, mmap_mode="r"))


def taught(arguments, share, faces):
    """The teacher's answers, a row for each label; nobody taught strangers, who come last."""
    if not share or not arguments.answers:
        return None
    tensors = []
    for name, width in (("ages", AGES), ("genders", 2)):
        rows = np.fromfile(os.path.join(arguments.answers, f"{name}.f32"), np.float32).reshape(-1, width)
        tensors.append(torch.from_numpy(np.pad(rows, ((0, len(faces.labels) - len(rows)), (0, 0)))).to(faces.device))
    return Taught(*tensors, share)


def asked_of(faces):
    return faces.indices(lambda label: label["for"] in ("validation", "strangers"))


def run(name, arguments, pixels):
    variant, device = VARIANTS[name], "cuda" if torch.cuda.is_available() else "cpu"
    torch.backends.cudnn.benchmark = True
    os.environ["TORCHINDUCTOR_CACHE_DIR"] = os.path.join(tempfile.gettempdir(), f"compiled-{name}")
    torch.manual_seed(variant.seed)
    np.random.seed(variant.seed)
    faces = view(arguments, pixels, variant.changes, device)
    school = School(
        faces,
        batch=BATCH if device == "cuda" else 16,
        rate=variant.rate,
        weight_decay=variant.weight_decay,
        taught=taught(arguments, variant.taught, faces),
        mixup=variant.mixup,
        old=variant.old,
    )
    start = read_weights(arguments.manifest)
    network, asked = MobileFaceNet(variant.mixing, variant.dropout), MobileFaceNet()
    fill(network, start)
    fill(asked, start)
    network, compiled = prepared(network, device)
    _, asked = prepared(asked.eval().requires_grad_(False), device)
    chosen = faces.indices(lambda label: label["for"] == "training" and label["draws"])
    school.train(network, compiled, chosen, seconds=arguments.seconds, name=name, asked=asked)
    weights_of(network).tofile(os.path.join(arguments.out, f"{name}.f32"))
    report(name, school, network)


def report(name, school, network):
    asked = asked_of(school.faces)
    school.report(asked, *school.answer(network.eval(), asked), name)


def main():
    parser = argparse.ArgumentParser()
    for position in ("packed", "manifest", "out"):
        parser.add_argument(position)
    parser.add_argument("--seconds", type=float, default=400)
    parser.add_argument("--answers")
    parser.add_argument("--only", default=",".join(VARIANTS))
    arguments = parser.parse_args()
    names = arguments.only.split(",")
    os.makedirs(arguments.out, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        pixels = os.path.join(folder, "pixels.npy")
        np.save(pixels, decode_all(arguments.packed))
        print("decoded", flush=True)
        runs = [multiprocessing.get_context("spawn").Process(target=run, args=(name, arguments, pixels)) for name in names]
        for one in runs:
            one.start()
        for one in runs:
            one.join()
        device = "cuda" if torch.cuda.is_available() else "cpu"
        school = School(view(arguments, pixels, Changes(), device), batch=BATCH, rate=0, weight_decay=0)
        network = MobileFaceNet().to(device)
        ended = [name for name, one in zip(names, runs) if one.exitcode == 0]
        rows = [np.fromfile(os.path.join(arguments.out, f"{name}.f32"), np.float32) for name in ended]
        mean = np.mean(rows, axis=0)
        mean.tofile(os.path.join(arguments.out, "mean.f32"))
        for name, values in (("start", read_weights(arguments.manifest)), (f"mean of {len(rows)}", mean)):
            fill(network, values)
            report(name, school, network)


if __name__ == "__main__":
    main()
