"""The teacher: a residual network of 11 million parameters on faces of 96 pixels (He et al. 2016, in the order of Deng et al. 2019)."""
import torch
from torch import nn

AGES = 101
SIZE = 96


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
        side = SIZE // 16
        self.embedding = nn.Sequential(nn.Linear(inputs * side * side, 256, bias=False), nn.BatchNorm1d(256))
        self.age, self.gender = nn.Linear(256, AGES), nn.Linear(256, 2)

    def forward(self, x):
        y = self.embedding(self.body(self.stem(x)))
        return self.age(y), self.gender(y)
