"""How a network is trained on packed faces, what it answers, and how far that is from the labels."""
import math
import time

import numpy as np
import torch
import torch.nn.functional as F

from network import AGES

YEARS_ABOUT = 2  # deviation of the Gaussian about a labelled age


class School:
    def __init__(self, faces, *, batch, rate, weight_decay):
        self.faces, self.batch, self.rate, self.weight_decay = faces, batch, rate, weight_decay
        labels, self.device = faces.labels, faces.device
        column = lambda values: torch.tensor(values, device=self.device, dtype=torch.float32)
        self.years = torch.arange(AGES, device=self.device, dtype=torch.float32)
        self.sources = sorted({label["source"] for label in labels})
        self.source_of = column([self.sources.index(label["source"]) for label in labels]).long()
        self.age_of = column([-1 if label["age"] is None else label["age"] for label in labels])
        self.band_of = column([label["ageBand"] or [-1, -1] for label in labels])
        self.gender_of = column([-1 if label["gender"] is None else label["gender"] for label in labels]).long()
        self.draws = np.array([label["draws"] for label in labels], dtype=np.float64)
        self.offsets = column(self._source_offsets())

    def _source_offsets(self):
        """The logarithm of how often a set's ages are drawn, smoothed and mixed with even ages: as `sourceAges` of the recipe has it."""
        counts = np.zeros((len(self.sources), AGES))
        for label, drawn in zip(self.faces.labels, self.draws):
            low, high = (label["age"],) * 2 if label["age"] is not None else label["ageBand"] or (0, -1)
            first, last = max(round(low), 0), min(round(high), AGES - 1)
            if drawn and first <= last:
                counts[self.sources.index(label["source"]), first : last + 1] += drawn / (last - first + 1)
        kernel = np.exp(-((np.arange(AGES)[:, None] - np.arange(AGES)) ** 2) / (2 * self.faces.smoothing**2))
        smooth = counts @ (kernel / kernel.sum(1, keepdims=True))
        total = np.maximum(smooth.sum(1, keepdims=True), 1e-9)
        share = self.faces.uniform_share
        return np.where(counts.sum(1, keepdims=True) > 0, np.log((1 - share) * smooth * AGES / total + share), 0)

    def _loss(self, indices, age_logits, gender_logits):
        """A Gaussian about an age and 0.25 a year of the expectation; the likelihood of a band; twice the smoothed gender."""
        age, band, gender = self.age_of[indices], self.band_of[indices], self.gender_of[indices]
        known, banded = age >= 0, (age < 0) & (band[:, 0] >= 0)
        adjusted = age_logits.float() + self.offsets[self.source_of[indices]] * (known | banded)[:, None]
        logs = F.log_softmax(adjusted, 1)
        target = torch.softmax(-((self.years - age[:, None]) ** 2) / (2 * YEARS_ABOUT**2), 1)
        expected = (logs.exp() * self.years).sum(1)
        exact = -(target * logs).sum(1) + 0.25 * F.smooth_l1_loss(expected, age, reduction="none")
        inside = (self.years >= band[:, :1]) & (self.years <= band[:, 1:])
        within = -torch.logsumexp(logs.masked_fill(~inside, -1e4), 1)
        ages = torch.where(known, exact, torch.where(banded, within, 0.0)).sum() / (known | banded).sum().clamp(min=1)
        told = gender >= 0
        genders = F.cross_entropy(gender_logits.float(), gender.clamp(min=0), reduction="none", label_smoothing=0.05)
        return ages + 2 * (genders * told).sum() / told.sum().clamp(min=1)

    def train(self, network, compiled, indices, *, seconds, name):
        """Trains for so long, and leaves the network with its average weights."""
        network.train()
        average = {key: value.clone() for key, value in network.state_dict().items() if value.is_floating_point()}
        groups = [
            {"params": [p for p in network.parameters() if p.ndim > 1], "weight_decay": self.weight_decay},
            {"params": [p for p in network.parameters() if p.ndim <= 1], "weight_decay": 0.0},
        ]
        optimiser = torch.optim.AdamW(groups, lr=self.rate, betas=(0.9, 0.99))
        pool, weights = torch.tensor(indices, device=self.device), torch.tensor(self.draws[indices], device=self.device)
        started, step = time.time(), 0
        while (done := (time.time() - started) / seconds) < 1:
            for group in optimiser.param_groups:
                group["lr"] = self.rate * min(1, (step + 1) / 150) * (0.99 * (0.5 + 0.5 * math.cos(math.pi * done)) + 0.01)
            chosen = pool[torch.multinomial(weights, self.batch, replacement=True)]
            with torch.autocast(self.device, dtype=torch.bfloat16):
                ages, genders = compiled(self.faces.changed(chosen))
            loss = self._loss(chosen, ages, genders)
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
                speed = step * self.batch / (time.time() - started)
                print(f"{name}: step {step}, loss {loss.item():.3f}, {speed:.0f} faces/s", flush=True)
        network.load_state_dict({**network.state_dict(), **average})
        network.eval()

    @torch.no_grad()
    def answer(self, network, indices, views=((1, False),)):
        """Probabilities of the mean logits of some views, each a share of the box and whether it is mirrored."""
        answers = []
        for start in range(0, len(indices), 2048):
            part = torch.tensor(indices[start : start + 2048], device=self.device)
            with torch.autocast(self.device, dtype=torch.bfloat16):
                heads = zip(*[network(self.faces.plain(part, *view)) for view in views])
            answers.append([torch.stack(list(head)).float().mean(0).softmax(1) for head in heads])
        return [torch.cat(head) for head in zip(*answers)]

    def report(self, indices, ages, genders, name):
        indices = torch.tensor(indices, device=self.device)
        expected = (ages * self.years).sum(1)
        for number, source in enumerate(self.sources):
            own = self.source_of[indices] == number
            aged, told = own & (self.age_of[indices] >= 0), own & (self.gender_of[indices] >= 0)
            band = self.band_of[indices]
            banded = own & (self.age_of[indices] < 0) & (band[:, 0] >= 18)
            near = (expected >= band[:, 0] - 3.5) & (expected <= band[:, 1] + 3.5)
            mean = lambda values, where: f"{values[where].float().mean().item():.3f}" if where.any() else "-"
            print(
                f"{name}, {source}: {int(own.sum())} faces, age {mean((expected - self.age_of[indices]).abs(), aged)},",
                f"within 3 years of the band {mean(near, banded)},",
                f"gender {mean(genders.argmax(1) == self.gender_of[indices], told)}",
                flush=True,
            )


def prepared(network, device):
    """On the device, and the same compiled where that is worth it."""
    network = network.to(device).to(memory_format=torch.channels_last)
    return network, torch.compile(network) if device == "cuda" else network


def restart(network, fresh, seed):
    """Random numbers again, without compiling again."""
    torch.manual_seed(seed)
    network.load_state_dict({key: value.to(next(network.parameters()).device) for key, value in fresh().state_dict().items()})
