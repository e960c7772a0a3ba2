"""Weights of the library as a state of `MobileFaceNet`, and back. Both list layers in the order of execution."""
import json
import os

import numpy as np
import torch
from torch import nn


def _slots(network):
    """Every tensor of the file in its order, and how its axes lie in PyTorch: convolutions are [height, width, in, out] there."""
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            yield module.weight, (2, 3, 0, 1) if module.groups > 1 else (2, 3, 1, 0)
        elif isinstance(module, nn.BatchNorm2d):
            yield from ((tensor, (0,)) for tensor in (module.weight, module.bias, module.running_mean, module.running_var))
        elif isinstance(module, nn.PReLU):
            yield module.weight, (0,)
        elif isinstance(module, nn.Linear):
            yield from ((module.weight, (1, 0)), (module.bias, (0,)))


def read_weights(manifest_file):
    """One row of numbers, from a manifest with 32-bit weights."""
    with open(manifest_file) as file:
        (part,) = json.load(file)["files"]
    return np.fromfile(os.path.join(os.path.dirname(manifest_file), part["path"]), "<f4")


@torch.no_grad()
def fill(network, values):
    start = 0
    for tensor, axes in _slots(network):
        stored = torch.from_numpy(values[start : start + tensor.numel()].reshape([tensor.shape[axis] for axis in axes]))
        tensor.copy_(stored.permute(*np.argsort(axes).tolist()))
        start += tensor.numel()
    if start != len(values):
        raise ValueError(f"Expected {start} numbers for this network, received {len(values)}.")


def weights_of(network):
    """One row of numbers, as a weights file has them."""
    return np.concatenate([tensor.detach().float().cpu().permute(*axes).reshape(-1).numpy() for tensor, axes in _slots(network)])
