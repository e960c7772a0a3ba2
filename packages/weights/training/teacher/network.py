"""The teacher, and the student once more in PyTorch."""
import torch
import torch.nn.functional as F
from torch import nn

AGES = 101
TEACHER_SIZE, STUDENT_SIZE = 96, 62


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride, drop):
        super().__init__()
        self.drop = drop
        self.residual = nn.Sequential(
            nn.BatchNorm2d(inputs),
            nn.Conv2d(inputs, outputs, 3, 1, 1, bias=False),
            nn.BatchNorm2d(outputs),
            nn.PReLU(outputs),
            nn.Conv2d(outputs, outputs, 3, stride, 1, bias=False),
            nn.BatchNorm2d(outputs),
        )
        nn.init.zeros_(self.residual[-1].weight)
        same = stride == 1 and inputs == outputs
        self.shortcut = (
            nn.Identity()
            if same
            else nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))
        )

    def forward(self, x):
        y = self.residual(x)
        if self.training and self.drop:  # stochastic depth (Huang et al. 2016)
            kept = torch.rand(y.shape[0], 1, 1, 1, device=y.device) > self.drop
            y = y * kept.to(y.dtype) / (1 - self.drop)
        return self.shortcut(x) + y


class Teacher(nn.Module):
    """A residual network of 11 million parameters (He et al. 2016, its layers in the order of Deng et al. 2019)."""

    def __init__(self, widths=(64, 96, 192, 384), blocks=(2, 3, 4, 2), deepest_drop=0.15):
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, widths[0], 3, 2, 1, bias=False), nn.BatchNorm2d(widths[0]), nn.PReLU(widths[0])
        )
        body, inputs = [], widths[0]
        for stage, (width, count) in enumerate(zip(widths, blocks)):
            for block in range(count):
                drop = deepest_drop * len(body) / sum(blocks)
                body.append(Block(inputs, width, 2 if block == 0 and stage > 0 else 1, drop))
                inputs = width
        self.body = nn.Sequential(*body, nn.BatchNorm2d(inputs), nn.Flatten(), nn.Dropout(0.3))
        side = TEACHER_SIZE // 16
        self.embedding = nn.Sequential(nn.Linear(inputs * side * side, 256, bias=False), nn.BatchNorm1d(256))
        self.age, self.gender = nn.Linear(256, AGES), nn.Linear(256, 2)

    def forward(self, x):
        y = self.embedding(self.body(self.stem(x * 2 - 1)))
        return self.age(y), self.gender(y)


class Convolution(nn.Conv2d):
    """Pads as TensorFlow's "same" does, an odd pixel at the end, or not at all."""

    def __init__(self, inputs, outputs, kernel, stride, groups, padded):
        super().__init__(inputs, outputs, kernel, stride, groups=groups, bias=False)
        self.padded = padded

    def forward(self, x):
        side, kernel, stride = x.shape[-1], self.kernel_size[0], self.stride[0]
        total = max((-(-side // stride) - 1) * stride + kernel - side, 0) if self.padded else 0
        before, after = total // 2, total - total // 2
        return super().forward(F.pad(x, (before, after, before, after)) if total else x)


def unit(inputs, outputs, kernel, stride=1, *, groups=1, active=True, padded=True):
    return nn.Sequential(
        Convolution(inputs, outputs, kernel, stride, groups, padded),
        nn.BatchNorm2d(outputs, eps=1e-3),
        nn.PReLU(outputs) if active else nn.Identity(),
    )


class Bottleneck(nn.Module):
    def __init__(self, inputs, outputs, expansion, stride):
        super().__init__()
        wide = inputs * expansion
        self.residual = stride == 1 and inputs == outputs
        self.body = nn.Sequential(
            unit(inputs, wide, 1), unit(wide, wide, 3, stride, groups=wide), unit(wide, outputs, 1, active=False)
        )

    def forward(self, x):
        return x + self.body(x) if self.residual else self.body(x)


def mix_styles(x, share=0.5, least=0.2):
    """MixStyle (Zhou et al. 2021): of some faces the means and deviations of channels go towards those of another face of the batch."""
    mean = x.mean((2, 3), keepdim=True).detach()
    deviation = (x.var((2, 3), keepdim=True) + 1e-5).sqrt().detach()
    kept = torch.rand(len(x), 1, 1, 1, device=x.device, dtype=x.dtype) * (1 - least) + least
    kept = torch.where(torch.rand(len(x), 1, 1, 1, device=x.device) < share, kept, torch.ones_like(kept))
    mixed = lambda own: own * kept + own.flip(0) * (1 - kept)
    return (x - mean) / deviation * mixed(deviation) + mixed(mean)


class MobileFaceNet(nn.Module):
    """The shipped network, table 2 of the document: 0.62 million parameters, pictures from 0 to 1. `mixing`: behind which blocks styles are mixed."""

    def __init__(self, mixing=(), dropout=0):
        super().__init__()
        self.mixing, self.dropout = mixing, dropout
        body, inputs = [unit(3, 48, 3, 2), unit(48, 48, 3, groups=48)], 48
        for expansion, width, repeats, stride in ((2, 48, 5, 2), (4, 96, 1, 2), (2, 96, 6, 1), (4, 96, 1, 2), (2, 96, 2, 1)):
            for repeat in range(repeats):
                body.append(Bottleneck(inputs, width, expansion, stride if repeat == 0 else 1))
                inputs = width
        body += [unit(inputs, 512, 1), unit(512, 512, 4, groups=512, active=False, padded=False), unit(512, 128, 1, active=False)]
        self.body = nn.Sequential(*body)
        self.age, self.gender = nn.Linear(128, AGES), nn.Linear(128, 2)

    def forward(self, x):
        for place, block in enumerate(self.body):
            x = block(x)
            if self.training and place in self.mixing:
                x = mix_styles(x)
        x = F.dropout(x.flatten(1), self.dropout, self.training)
        return self.age(x), self.gender(x)
