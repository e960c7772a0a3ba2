"""The same network and training step in PyTorch, as a yardstick: training_pytorch.py THREADS STEPS
prints the seconds of each step but the first as JSON."""
import json
import sys
import time

import torch
from torch import nn
from torch.nn import functional

STAGES = [(2, 48, 5, 2), (4, 96, 1, 2), (2, 96, 6, 1), (4, 96, 1, 2), (2, 96, 2, 1)]


def convolution(inputs, outputs, size, stride=1, groups=1, padding=None, activate=True):
    padding = size // 2 if padding is None else padding
    layers = [
        nn.Conv2d(inputs, outputs, size, stride, padding, groups=groups, bias=False),
        nn.BatchNorm2d(outputs, eps=1e-3),
    ]
    return nn.Sequential(*layers, *([nn.PReLU(outputs)] if activate else []))


class Bottleneck(nn.Module):
    def __init__(self, inputs, outputs, expansion, stride):
        super().__init__()
        inner = expansion * inputs
        self.residual = stride == 1 and inputs == outputs
        self.body = nn.Sequential(
            convolution(inputs, inner, 1),
            convolution(inner, inner, 3, stride, groups=inner),
            convolution(inner, outputs, 1, activate=False),
        )

    def forward(self, x):
        return x + self.body(x) if self.residual else self.body(x)


class AgeGenderNetwork(nn.Module):
    def __init__(self):
        super().__init__()
        layers = [convolution(3, 48, 3, 2), convolution(48, 48, 3, groups=48)]
        channels = 48
        for expansion, outputs, repeats, stride in STAGES:
            for repeat in range(repeats):
                layers.append(Bottleneck(channels, outputs, expansion, stride if repeat == 0 else 1))
                channels = outputs
        layers += [
            convolution(96, 512, 1),
            convolution(512, 512, 4, groups=512, padding=0, activate=False),
            convolution(512, 128, 1, activate=False),
            nn.Flatten(),
        ]
        self.body = nn.Sequential(*layers)
        self.age = nn.Linear(128, 48)
        self.gender = nn.Linear(128, 2)

    def forward(self, x):
        x = self.body(x)
        return self.age(x), self.gender(x)


threads, steps = int(sys.argv[1]), int(sys.argv[2])
torch.set_num_threads(threads)
torch.manual_seed(0)
network = AgeGenderNetwork().to(memory_format=torch.channels_last)
optimiser = torch.optim.Adam(network.parameters(), 1e-3)
images = torch.rand(128, 3, 62, 62).contiguous(memory_format=torch.channels_last)
ages, genders = torch.randint(0, 48, (128,)), torch.randint(0, 2, (128,))
seconds = []
for _ in range(steps):
    start = time.perf_counter()
    optimiser.zero_grad()
    age, gender = network(images)
    (functional.cross_entropy(age, ages) + functional.cross_entropy(gender, genders)).backward()
    optimiser.step()
    seconds.append(time.perf_counter() - start)
print(json.dumps(seconds[1:]))
