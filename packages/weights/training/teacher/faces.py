"""What pack.mjs packed, on the GPU, and faces cut from it: plainly for answers, changed at random for training."""
import dataclasses
import io
import json
import math
import multiprocessing
import os

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

BOX_SCALE = 1.8  # of the packed crops
GREY = (0.299, 0.587, 0.114)


def decode(pictures):
    return np.stack([np.asarray(Image.open(io.BytesIO(picture)).convert("RGB")) for picture in pictures])


def described(folder):
    with open(os.path.join(folder, "labels.json")) as file:
        return json.load(file)


def decode_all(folder):
    """Pixels of all packed pictures, in their order."""
    labels = described(folder)["labels"]
    with open(os.path.join(folder, "pictures.bin"), "rb") as file:
        pictures = [file.read(label["bytes"]) for label in labels if "bytes" in label]
    parts = [pictures[start : start + 512] for start in range(0, len(pictures), 512)]
    with multiprocessing.get_context("fork").Pool() as pool:
        return np.concatenate(pool.map(decode, parts))


@dataclasses.dataclass(frozen=True)
class Changes:
    """How far training changes what is seen of a face: boxes, degrees, shares of the faces."""

    scales: tuple = (0.92, 1.4)
    rotation: float = 18
    erased: float = 0.25
    amplitudes: float = 0


class Faces:
    """`size` pixels and `seen` boxes are what a network looks at. `pixels` are `decode_all`'s, for those who have them already."""

    def __init__(self, folder, device, *, size, seen, changes=Changes(), pixels=None):
        self.size, self.seen, self.changes = size, seen, changes
        known = described(folder)
        self.device, self.folds, self.labels = device, known["folds"], known["labels"]
        self.uniform_share, self.smoothing = known["uniformShare"], known["smoothing"]
        packed = [index for index, label in enumerate(self.labels) if "bytes" in label]
        self.pixels = torch.from_numpy(decode_all(folder) if pixels is None else pixels).to(device)
        self.places = torch.full((len(self.labels),), -1, device=device)
        self.places[torch.tensor(packed, device=device)] = torch.arange(len(packed), device=device)

    def indices(self, chosen):
        return np.array([index for index, label in enumerate(self.labels) if "bytes" in label and chosen(label)])

    def _between(self, count, low, high):
        return torch.rand(count, device=self.device) * (high - low) + low

    def _cut(self, indices, *, angle, across, down, shift):
        """One output pixel to the right moves by `across`, one down by `down`, turned by `angle`."""
        pixels = self.pixels[self.places[indices]].permute(0, 3, 1, 2).float() / 255
        cosine, sine = torch.cos(angle) / BOX_SCALE, torch.sin(angle) / BOX_SCALE
        rows = [[cosine * across, -sine * down, shift[0]], [sine * across, cosine * down, shift[1]]]
        theta = torch.stack([torch.stack(row, 1) for row in rows], 1)
        grid = F.affine_grid(theta, (len(indices), 3, self.size, self.size), align_corners=False)
        return F.grid_sample(pixels, grid, mode="bilinear", padding_mode="border", align_corners=False)

    def plain(self, indices, scale=1, mirrored=False):
        zero = torch.zeros(len(indices), device=self.device)
        down = zero + scale * self.seen
        return laid_out(self._cut(indices, angle=zero, across=-down if mirrored else down, down=down, shift=(zero, zero)))

    def changed(self, indices):
        """As the student's augmentation does it, without JPEG damage. Faces come in random order: places choose what happens to which."""
        count, between, turn = len(indices), self._between, self.changes.rotation
        rolled = torch.rand(count, device=self.device) < 0.3
        angle = torch.where(rolled, between(count, -50, 50), between(count, -turn, turn)) * math.pi / 180
        scale = self.seen * between(count, *self.changes.scales)
        mirror = torch.where(torch.rand(count, device=self.device) < 0.5, -1.0, 1.0)
        x = self._cut(
            indices,
            angle=angle,
            across=scale * mirror * (1 + between(count, -0.1, 0.1)),
            down=scale * (1 + between(count, -0.1, 0.1)),
            shift=[between(count, -0.1, 0.1) * 2 / BOX_SCALE for _ in range(2)],
        )
        part = lambda start, share: slice(int(start * count), int((start + share) * count))
        for place, share in enumerate((0.25, 0.34, 0.46, 0.64)):
            some, side = part(0.07 * place, 0.07), round(share * self.size)
            x[some] = F.interpolate(F.interpolate(x[some], (side, side), mode="area"), (self.size, self.size), mode="bilinear")
        for place, deviation in enumerate((0.009, 0.015, 0.022)):
            some = part(0.35 + 0.05 * place, 0.05)
            x[some] = blur(x[some], deviation * self.size)
        amount = lambda low, high: between(count, low, high)[:, None, None, None]
        sometimes = lambda share: torch.rand(count, 1, 1, 1, device=self.device) < share
        x = x * (1 + (torch.rand(count, 3, 1, 1, device=self.device) * 2 - 1) * 0.08)
        grey = (x * torch.tensor(GREY, device=self.device)[None, :, None, None]).sum(1, keepdim=True)
        x = grey + (x - grey) * torch.where(sometimes(0.13), 0.0, amount(0.65, 1.35))
        mean = x.mean((2, 3), keepdim=True)
        x = mean + (x - mean) * amount(0.65, 1.35) + amount(-0.14, 0.14)
        x = x + torch.randn_like(x) * amount(0, 0.03) * sometimes(0.6)
        if self.changes.amplitudes:
            x = mix_amplitudes(x, sometimes(self.changes.amplitudes))
        return laid_out(self._erase(x, sometimes(self.changes.erased)).clamp(0, 1))

    def _erase(self, x, where):
        count, line = len(x), torch.arange(self.size, device=self.device)
        covered = where[:, 0]
        for axis in ((1, self.size, 1), (1, 1, self.size)):
            centre, half = self._between(count, 0, self.size), self._between(count, 0.15, 0.5) * self.size / 2
            covered = covered & ((line.view(axis) - centre[:, None, None]).abs() < half[:, None, None])
        return torch.where(covered[:, None], torch.rand(count, 3, 1, 1, device=self.device), x)


def blur(x, deviation):
    kernel = torch.exp(-torch.arange(-4, 5, device=x.device).float() ** 2 / (2 * deviation**2))
    kernel = torch.outer(kernel, kernel) / kernel.sum() ** 2
    return F.conv2d(F.pad(x, (4,) * 4, mode="replicate"), kernel.expand(3, 1, 9, 9), groups=3)


def mix_amplitudes(x, where, highest=4):
    """Coarse amplitudes go towards those of another face: light and colours, but no wrinkles (Xu et al. 2021; Yang and Soatto 2020)."""
    spectrum = torch.fft.rfft2(x)
    amplitude = spectrum.abs().clamp(min=1e-6)
    rows, columns = (torch.fft.fftfreq(x.shape[-1], device=x.device) * x.shape[-1]).abs(), torch.arange(spectrum.shape[-1], device=x.device)
    coarse = (rows[:, None] <= highest) & (columns <= highest)
    part = torch.rand(len(x), 1, 1, 1, device=x.device) * where * coarse
    return torch.fft.irfft2(spectrum * (1 - part + part * amplitude.flip(0) / amplitude), s=x.shape[-2:])


def laid_out(x):
    return x.to(memory_format=torch.channels_last)
