"""
Views of a crop as fagr draws them, on numpy. Geometry, light, colour, lost resolution, blur and covering are the same to rounding, from the same
random numbers; noise and JPEG are equivalents: as strong and as frequent, but not the same pixels.
"""
import math

import numpy as np

from .numbers import random_from


def augment(crop, box_scale, augmentation, size, seed, encode_jpeg):
    """[size, size, 3] RGB 0..1 from a crop [n, n, 3] of 0..255. `encode_jpeg(pixels, quality)` gives the picture after a JPEG."""
    random = random_from(seed)
    pixels = _warp(crop, box_scale, augmentation, size, random)
    if random() < augmentation["lowResolution"]:
        pixels = _reduce_resolution(pixels, 16 + int(random() * 33))
    if random() < augmentation["blur"]:
        pixels = _blur(pixels, 0.5 + random())
    pixels = _change_colours(pixels, augmentation, random)
    if augmentation["noise"] > 0:
        deviation = random() * augmentation["noise"]
        noise = np.random.default_rng(int(random() * 0xFFFFFFFF)).normal(0, deviation, pixels.shape)
        pixels = np.clip(pixels + noise, 0, 1)
    if random() < augmentation["jpeg"]:
        quality, _shift = 10 + int(random() * 41), random()
        pixels = encode_jpeg(pixels, quality)
    if random() < augmentation["erasing"]:
        _cover(pixels, random)
    return pixels.astype(np.float32)


def _symmetric(random, amount):
    return (2 * random() - 1) * amount


def _between(random, pair):
    return pair[0] + (pair[1] - pair[0]) * random()


def _warp(crop, box_scale, augmentation, size, random):
    roll, source = augmentation.get("roll", 0), crop.shape[0]
    # The amount is drawn first, as in fagr, whose argument is evaluated before the number is drawn.
    widest = 50 if roll > 0 and random() < roll else augmentation["rotation"]
    angle = math.radians(_symmetric(random, widest))
    scale = _between(random, augmentation["scale"])
    scale_x = scale * (1 + _symmetric(random, augmentation["aspect"]))
    scale_x *= -1 if random() < augmentation["mirror"] else 1
    scale_y = scale * (1 + _symmetric(random, augmentation["aspect"]))
    box = source / box_scale
    centre_x = source / 2 + _symmetric(random, augmentation["shift"]) * box - 0.5
    centre_y = source / 2 + _symmetric(random, augmentation["shift"]) * box - 0.5
    step = np.arange(size) - (size / 2 - 0.5)
    across, down = np.meshgrid(step, step)
    cos, sin, unit = math.cos(angle), math.sin(angle), box / size
    limit = source - 1 - 1e-6
    x = np.clip(centre_x + (cos * scale_x * across - sin * scale_y * down) * unit, 0, limit)
    y = np.clip(centre_y + (sin * scale_x * across + cos * scale_y * down) * unit, 0, limit)
    left, top = x.astype(np.int64), y.astype(np.int64)
    fx, fy = (x - left)[..., None], (y - top)[..., None]
    crop = crop.astype(np.float64)
    above = crop[top, left] * (1 - fx) + crop[top, left + 1] * fx
    below = crop[top + 1, left] * (1 - fx) + crop[top + 1, left + 1] * fx
    return (above * (1 - fy) + below * fy) / 255


def _reduce_resolution(pixels, coarse):
    size = pixels.shape[0]
    if coarse >= size:
        return pixels
    cell = np.arange(size) * coarse // size
    average = np.zeros((coarse, size))
    average[cell, np.arange(size)] = 1
    average /= average.sum(1, keepdims=True)
    place = np.clip((np.arange(size) + 0.5) * (coarse / size) - 0.5, 0, coarse - 1)
    first = np.minimum(place.astype(np.int64), coarse - 2)
    back = np.zeros((size, coarse))
    back[np.arange(size), first] = 1 - (place - first)
    back[np.arange(size), first + 1] += place - first
    both = back @ average
    return np.einsum("ij,jkc,lk->ilc", both, pixels, both)


def _blur(pixels, deviation):
    weights = np.exp(-(np.arange(-4, 5) ** 2) / (2 * deviation**2))
    weights /= weights.sum()
    size = pixels.shape[0]
    for axis in (1, 0):
        padded = np.pad(pixels, [(4, 4) if axis == side else (0, 0) for side in range(3)], mode="edge")
        pixels = sum(weight * np.take(padded, range(place, place + size), axis) for place, weight in enumerate(weights))
    return pixels


def _change_colours(pixels, augmentation, random):
    factor = _between(random, augmentation["contrast"])
    shift = _symmetric(random, augmentation["brightness"])
    grey = random() < augmentation["grey"]
    saturation = _between(random, augmentation["saturation"])
    turn = _symmetric(random, augmentation["hue"])
    gain = np.array([1 + _symmetric(random, augmentation["colour"]) for _ in range(3)])
    if grey:
        pixels = np.repeat(pixels @ np.array([[0.299], [0.587], [0.114]]), 3, axis=2)
    elif turn != 0 or saturation != 1:
        pixels = _turn_colours(pixels, turn, saturation)
    if factor == 1 and shift == 0 and (gain == 1).all():
        return pixels
    mean = pixels.mean((0, 1))
    return np.clip((mean + (pixels - mean) * factor + shift) * gain, 0, 1)


def _turn_colours(pixels, turn, saturation):
    """TensorFlow's adjust_hue and adjust_saturation: the largest channel stays what it is, and none falls below 0."""
    red, green, blue = np.moveaxis(pixels, 2, 0)
    high = pixels.max(2)
    span = high - pixels.min(2)
    divisor = np.where(span == 0, 1, span)
    hue = np.where(
        high == red,
        (green - blue) / divisor,
        np.where(high == green, 2 + (blue - red) / divisor, 4 + (red - green) / divisor),
    )
    hue = (hue + (turn - math.floor(turn)) * 6) % 6
    span = np.minimum(span * saturation, high)
    # Each channel is high within one sextant of its own hue and low beyond two.
    channels = [np.clip(np.abs((hue - own + 3) % 6 - 3) - 1, 0, 1) for own in (0, 2, 4)]
    return np.stack([high - span * far for far in channels], 2)


def _cover(pixels, random):
    size = pixels.shape[0]
    area = (0.02 + 0.18 * random()) * size * size
    aspect = math.exp(_symmetric(random, math.log(3)))
    # Halves are rounded up, as JavaScript does.
    width, height = (
        min(size, max(1, math.floor(math.sqrt(side) + 0.5))) for side in (area * aspect, area / aspect)
    )
    left, top = int(random() * (size - width + 1)), int(random() * (size - height + 1))
    pixels[top : top + height, left : left + width] = [random(), random(), random()]
