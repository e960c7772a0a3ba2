"""How a network is trained on packed faces, what it answers, and how far that is from the labels."""
import dataclasses
import math
import time

import numpy as np
import torch
import torch.nn.functional as F

from network import AGES

YEARS_ABOUT = 2  # deviation of the Gaussian about a labelled age
SMOOTHING = 0.05  # of genders
OLD = 48  # years from which `old` counts


@dataclasses.dataclass
class Targets:
    ages: torch.Tensor
    age_weights: torch.Tensor
    bands: torch.Tensor  # whether `ages` only says which of them a label allows
    offsets: torch.Tensor
    years: torch.Tensor
    year_weights: torch.Tensor
    genders: torch.Tensor
    gender_weights: torch.Tensor


class School:
    """`taught`, if given, are a teacher's answers (ages, genders, a row for each label) and its share of the targets."""

    def __init__(self, faces, *, batch, rate, weight_decay, taught=None, mixup=0, old=1):
        self.faces, self.batch, self.rate, self.weight_decay = faces, batch, rate, weight_decay
        self.taught, self.mixup = taught, mixup
        labels, self.device = faces.labels, faces.device
        column = lambda values: torch.tensor(values, device=self.device, dtype=torch.float32)
        self.years = torch.arange(AGES, device=self.device, dtype=torch.float32)
        self.sources = sorted({label["source"] for label in labels})
        self.source_of = column([self.sources.index(label["source"]) for label in labels]).long()
        self.age_of = column([-1 if label["age"] is None else label["age"] for label in labels])
        self.band_of = column([label["ageBand"] or [-1, -1] for label in labels])
        self.gender_of = column([-1 if label["gender"] is None else label["gender"] for label in labels]).long()
        self.draws = np.array([label["draws"] for label in labels], dtype=np.float64)
        ages = np.array([-1 if label["age"] is None else label["age"] for label in labels])
        self.draws[ages >= OLD] *= old
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

    def _targets(self, indices):
        age, band, gender = self.age_of[indices], self.band_of[indices], self.gender_of[indices]
        known, banded, told = age >= 0, (age < 0) & (band[:, 0] >= 0), gender >= 0
        about = torch.softmax(-((self.years - age[:, None]) ** 2) / (2 * YEARS_ABOUT**2), 1)
        inside = ((self.years >= band[:, :1]) & (self.years <= band[:, 1:])).float()
        sides = F.one_hot(gender.clamp(min=0), 2) * (1 - SMOOTHING) + SMOOTHING / 2
        return Targets(
            ages=torch.where(banded[:, None], inside, about),
            age_weights=(known | banded).float(),
            bands=banded,
            offsets=self.offsets[self.source_of[indices]] * (known | banded)[:, None],
            years=age,
            year_weights=known.float(),
            genders=sides,
            gender_weights=told.float(),
        )

    def _teach(self, targets, ages, genders, share):
        """The teacher's say, as `teach` of the library has it: adjusted like the logits, and for a band which of its years."""
        adjusted = ages * targets.offsets.exp() * torch.where(targets.bands[:, None], targets.ages, 1.0)
        sums = adjusted.sum(1, keepdim=True)
        says = (sums[:, 0] >= 1e-3) & (ages.sum(1) > 0.5)
        adjusted = adjusted / sums.clamp(min=1e-3)
        labelled = targets.age_weights > 0
        own = torch.where(labelled & ~targets.bands, 1 - share, 0.0)[:, None]
        use = says[:, None]
        return dataclasses.replace(
            targets,
            ages=torch.where(use, own * targets.ages + (1 - own) * adjusted, targets.ages),
            bands=targets.bands & ~says,
            age_weights=torch.where(says & ~labelled, share, targets.age_weights),
            years=torch.where(says, (own * targets.years[:, None] + (1 - own) * (adjusted * self.years).sum(1, keepdim=True))[:, 0], targets.years),
            year_weights=torch.where(says & (targets.year_weights == 0), share, targets.year_weights),
            genders=torch.where(
                (genders.sum(1) > 0.5)[:, None],
                torch.where(targets.gender_weights[:, None] > 0, (1 - share) * targets.genders + share * genders, genders),
                targets.genders,
            ),
            gender_weights=torch.where((targets.gender_weights == 0) & (genders.sum(1) > 0.5), share, targets.gender_weights),
        )

    def _loss(self, targets, age_logits, gender_logits):
        """Cross-entropy of the age and 0.25 a year of the expectation; the likelihood of a band; twice the smoothed gender."""
        logs = F.log_softmax(age_logits.float() + targets.offsets, 1)
        exact = -(targets.ages * logs).sum(1)
        within = -torch.logsumexp(logs.masked_fill(targets.ages == 0, -1e4), 1)
        expected = (logs.exp() * self.years).sum(1)
        years = 0.25 * F.smooth_l1_loss(expected, targets.years, reduction="none")
        ages = torch.where(targets.bands, within, exact) * targets.age_weights + years * targets.year_weights
        genders = -(targets.genders * F.log_softmax(gender_logits.float(), 1)).sum(1) * targets.gender_weights
        return ages.sum() / targets.age_weights.sum().clamp(min=1) + 2 * genders.sum() / targets.gender_weights.sum().clamp(min=1)

    def train(self, network, compiled, indices, *, seconds, name, asked=None):
        """Trains for so long, and leaves the network with its average weights. `asked` is a network that is asked about every view too."""
        network.train()
        self._compile(network, compiled, indices, asked)
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
            views, targets = self.faces.changed(chosen), self._targets(chosen)
            if self.taught:
                targets = self._teach(targets, *self._answers(chosen, views, asked), self.taught.share)
            blend = torch.distributions.Beta(0.4, 0.4).sample().item() if np.random.rand() < self.mixup else 1
            blended = views * blend + views.flip(0) * (1 - blend) if blend < 1 else views
            with torch.autocast(self.device, dtype=torch.bfloat16):
                ages, genders = compiled(blended)
            loss = self._loss(targets, ages, genders)
            if blend < 1:
                loss = blend * loss + (1 - blend) * self._loss(flipped(targets), ages, genders)
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

    def _compile(self, network, compiled, indices, asked):
        """Before the clock runs."""
        state = {key: value.clone() for key, value in network.state_dict().items()}
        views = self.faces.changed(torch.tensor(indices[: self.batch], device=self.device))
        with torch.autocast(self.device, dtype=torch.bfloat16):
            sum(head.float().sum() for head in compiled(views)).backward()
            if asked is not None:
                with torch.no_grad():
                    asked(views)
        network.zero_grad(set_to_none=True)
        network.load_state_dict(state)

    @torch.no_grad()
    def _answers(self, chosen, views, asked):
        """The stored answers, and for half of them what the other network says to the very view."""
        ages, genders = self.taught.ages[chosen].float(), self.taught.genders[chosen].float()
        if asked is None:
            return ages, genders
        with torch.autocast(self.device, dtype=torch.bfloat16):
            heads = [head.float().softmax(1) for head in asked(views)]
        stored = (ages.sum(1) > 0.5)[:, None] * 0.5
        return [stored * own + (1 - stored) * head for own, head in zip((ages, genders), heads)]

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
            women, called = told & (self.gender_of[indices] == 0), told & (genders.argmax(1) == 0)
            mean = lambda values, where: f"{values[where].float().mean().item():.3f}" if where.any() else "-"
            print(
                f"{name}, {source}: {int(own.sum())} faces, age {mean((expected - self.age_of[indices]).abs(), aged)},",
                f"within 3 years of the band {mean(near, banded)},",
                f"gender {mean(genders.argmax(1) == self.gender_of[indices], told)},",
                f"women's recall {mean(genders.argmax(1) == 0, women)}, precision {mean(self.gender_of[indices] == 0, called)},",
                f"bias at 54 to 65 {mean(expected - self.age_of[indices], aged & (self.age_of[indices] >= 54) & (self.age_of[indices] <= 65))},",
                f"read as 32 to 47 {mean((expected >= 31.5) & (expected < 47.5), own)}",
                flush=True,
            )


@dataclasses.dataclass
class Taught:
    ages: torch.Tensor
    genders: torch.Tensor
    share: float


def flipped(targets):
    return Targets(**{field.name: getattr(targets, field.name).flip(0) for field in dataclasses.fields(Targets)})


def prepared(network, device):
    """On the device, and the same compiled where that is worth it."""
    network = network.to(device).to(memory_format=torch.channels_last)
    return network, torch.compile(network) if device == "cuda" else network


def restart(network, fresh, seed):
    """Random numbers again, without compiling again."""
    torch.manual_seed(seed)
    network.load_state_dict({key: value.to(next(network.parameters()).device) for key, value in fresh().state_dict().items()})
