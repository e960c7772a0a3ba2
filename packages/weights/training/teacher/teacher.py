"""Trains the teacher and writes its answers for the training faces.

    python3 teacher.py PACKED OUT [SECONDS]

PACKED is pack.mjs's folder. One network is trained for each third of the faces, on the other two thirds, for SECONDS (default 120) on a GPU, and answers
for the third that it never saw: OUT/ages.f32 and OUT/genders.f32 have a row for each packed crop, without what data sets look like at which age. Needs PyTorch,
NumPy and Pillow.
"""
import math
import os
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

from faces import SEEN, Faces
from network import AGES, Teacher

BATCH = 768
RATE = 2.5e-3
packed, out = sys.argv[1:3]
seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 120
device = "cuda" if torch.cuda.is_available() else "cpu"
torch.backends.cudnn.benchmark = True
faces = Faces(packed, device)
labels = faces.labels
years = torch.arange(AGES, device=device, dtype=torch.float32)
sources = sorted({label["source"] for label in labels})
column = lambda values: torch.tensor(values, device=device, dtype=torch.float32)
source_of = column([sources.index(label["source"]) for label in labels]).long()
age_of = column([-1 if label["age"] is None else label["age"] for label in labels])
band_of = column([label["ageBand"] or [-1, -1] for label in labels])
gender_of = column([-1 if label["gender"] is None else label["gender"] for label in labels]).long()
draws = np.array([label["draws"] for label in labels], dtype=np.float64)


def source_offsets():
    """The logarithm of how often a set's ages are drawn, smoothed and mixed with even ages: as `sourceAges` of the recipe has it."""
    counts = np.zeros((len(sources), AGES))
    for label, drawn in zip(labels, draws):
        low, high = (label["age"],) * 2 if label["age"] is not None else label["ageBand"] or (0, -1)
        first, last = max(round(low), 0), min(round(high), AGES - 1)
        if drawn and first <= last:
            counts[sources.index(label["source"]), first : last + 1] += drawn / (last - first + 1)
    kernel = np.exp(-((np.arange(AGES)[:, None] - np.arange(AGES)) ** 2) / (2 * faces.smoothing**2))
    smooth = counts @ (kernel / kernel.sum(1, keepdims=True))
    total = np.maximum(smooth.sum(1, keepdims=True), 1e-9)
    share = faces.uniform_share
    return column(np.where(counts.sum(1, keepdims=True) > 0, np.log((1 - share) * smooth * AGES / total + share), 0))


offsets = source_offsets()


def loss_of(indices, age_logits, gender_logits):
    """A Gaussian of 2 years about an age and 0.25 a year of the expectation; the likelihood of a band; twice the smoothed gender."""
    age, band, gender = age_of[indices], band_of[indices], gender_of[indices]
    known, banded = age >= 0, (age < 0) & (band[:, 0] >= 0)
    adjusted = age_logits.float() + offsets[source_of[indices]] * (known | banded)[:, None]
    logs = F.log_softmax(adjusted, 1)
    target = torch.softmax(-((years - age[:, None]) ** 2) / 8, 1)
    expected = (logs.exp() * years).sum(1)
    exact = -(target * logs).sum(1) + 0.25 * F.smooth_l1_loss(expected, age, reduction="none")
    inside = (years >= band[:, :1]) & (years <= band[:, 1:])
    within = -torch.logsumexp(logs.masked_fill(~inside, -1e4), 1)
    ages = torch.where(known, exact, torch.where(banded, within, 0.0)).sum() / (known | banded).sum().clamp(min=1)
    told = gender >= 0
    genders = F.cross_entropy(gender_logits.float(), gender.clamp(min=0), reduction="none", label_smoothing=0.05)
    return ages + 2 * (genders * told).sum() / told.sum().clamp(min=1)


def train(network, compiled, indices, name):
    network.train()
    average = {key: value.clone() for key, value in network.state_dict().items() if value.is_floating_point()}
    groups = [
        {"params": [p for p in network.parameters() if p.ndim > 1], "weight_decay": 0.05},
        {"params": [p for p in network.parameters() if p.ndim <= 1], "weight_decay": 0.0},
    ]
    optimiser = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.99))
    pool, weights = torch.tensor(indices, device=device), torch.tensor(draws[indices], device=device)
    batch = min(BATCH, len(indices))
    started, step = time.time(), 0
    while (done := (time.time() - started) / seconds) < 1:
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / 150) * (0.99 * (0.5 + 0.5 * math.cos(math.pi * done)) + 0.01)
        chosen = pool[torch.multinomial(weights, batch, replacement=True)]
        images = faces.changed(chosen)
        with torch.autocast(device, dtype=torch.bfloat16):
            ages, genders = compiled(images)
        loss = loss_of(chosen, ages, genders)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        decay = min(0.998, (step + 1) / (step + 60))
        with torch.no_grad():
            for key, value in network.state_dict().items():
                if key in average:
                    average[key].lerp_(value, 1 - decay)
        step += 1
        if step % 200 == 0:
            print(f"{name}: step {step}, loss {loss.item():.3f}, {step * batch / (time.time() - started):.0f} faces/s", flush=True)
    network.load_state_dict({**network.state_dict(), **average})
    network.eval()


@torch.no_grad()
def answer(network, indices):
    """Mean logits of six views: three sizes, each mirrored too."""
    views = [(SEEN * size, mirrored) for size in (0.9, 1, 1.1) for mirrored in (False, True)]
    answers = []
    for start in range(0, len(indices), 2048):
        part = torch.tensor(indices[start : start + 2048], device=device)
        with torch.autocast(device, dtype=torch.bfloat16):
            heads = zip(*[network(faces.plain(part, *view)) for view in views])
        answers.append([torch.stack(list(head)).float().mean(0).softmax(1) for head in heads])
    return [torch.cat(head) for head in zip(*answers)]


def report(indices, ages, genders, name):
    expected = (ages * years).sum(1)
    for number, source in enumerate(sources):
        own = source_of[indices] == number
        aged, told = own & (age_of[indices] >= 0), own & (gender_of[indices] >= 0)
        error = (expected - age_of[indices]).abs()[aged].mean().item()
        right = (genders.argmax(1) == gender_of[indices])[told].float().mean().item()
        print(f"{name} {source}: {int(own.sum())} faces, age {error:.2f}, gender {right:.3f}", flush=True)


network = Teacher().to(device).to(memory_format=torch.channels_last)
compiled = torch.compile(network) if device == "cuda" else network
written = {"ages": np.zeros((len(labels), AGES), np.float32), "genders": np.zeros((len(labels), 2), np.float32)}
validation = faces.indices(lambda label: label["for"] == "validation")
for fold in range(faces.folds):
    torch.manual_seed(fold)
    network.load_state_dict({key: value.to(device) for key, value in Teacher().state_dict().items()})
    others = faces.indices(lambda label: label["for"] == "training" and label["fold"] != fold and label["draws"])
    train(network, compiled, others, f"fold {fold}")
    own = faces.indices(lambda label: label["for"] == "training" and label["fold"] == fold)
    for name, indices in (("its own third", own), ("validation", validation)):
        ages, genders = answer(network, indices)
        report(torch.tensor(indices, device=device), ages, genders, f"fold {fold}, {name},")
        if name != "validation":
            written["ages"][indices], written["genders"][indices] = ages.cpu().numpy(), genders.cpu().numpy()
os.makedirs(out, exist_ok=True)
for name, rows in written.items():
    rows.tofile(os.path.join(out, f"{name}.f32"))
print(f"{out}: answers for {int((written['genders'].sum(1) > 0).sum())} faces")
