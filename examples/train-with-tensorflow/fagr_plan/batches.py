"""What a replica sees of each global batch: faces, targets and how many of the whole batch have a label."""
import json
import os

import numpy as np

from .augmentation import augment
from .numbers import combine_seeds
from .sampler import Sampler

PLAN_FORMAT, CROPS_FORMAT = "fagr-training-plan/2", "fagr-crops/2"


def read_plan(file):
    with open(file) as text:
        plan = json.load(text)
    if plan.get("format") != PLAN_FORMAT:
        raise SystemExit(f"Expected a plan of the format {PLAN_FORMAT}, received {plan.get('format')}. Write it anew with `fagr train --plan`.")
    return plan


def open_crops(folder, plan):
    """The packed crops, [count, size, size, 3] 0..255, read where they lie."""
    with open(os.path.join(folder, "crops.json")) as text:
        manifest = json.load(text)
    found = {"size": manifest["size"], "boxScale": manifest["boxScale"], "count": len(manifest["samples"])}
    if manifest["format"] != CROPS_FORMAT or found != plan["crops"]:
        raise SystemExit(f"Expected the crops of the plan, {plan['crops']}, received {found} in {manifest['format']}.")
    shape = (found["count"], found["size"], found["size"], 3)
    return np.memmap(os.path.join(folder, manifest["crops"]["file"]), np.uint8, mode="r", shape=shape)


class Targets:
    """Labels of all crops as the losses want them."""

    def __init__(self, plan):
        labels, (lowest, highest) = plan["labels"], plan["architecture"]["ageRange"]
        loss, self.classes = plan["recipe"]["loss"], highest - lowest + 1
        self.age_loss, self.gender_loss = loss["age"], loss["gender"]
        self._heads = plan["architecture"].get("attributes", {})
        self._smoothing = {name: loss["attributes"][name].get("smoothing", 0) for name in self._heads}
        self._labels, self._lowest = labels, lowest
        self._offsets = {name: np.array(values, np.float32) for name, values in plan["offsets"].items()}

    def has_age(self, index):
        age, band = self._labels["ages"][index], self._labels["bands"][index]
        highest = self._lowest + self.classes - 1
        if age is not None:
            return self._lowest <= age <= highest
        return band is not None and max(band[0], self._lowest) <= min(band[1], highest)

    def has_gender(self, index):
        return self._labels["genders"][index] is not None

    def has_attribute(self, name, index):
        return self._labels["attributes"][name][index] is not None

    def counts(self, batch):
        """How many faces of a whole batch have each label."""
        known = {"age": self.has_age, "gender": self.has_gender}
        for name in self._heads:
            known[name] = lambda index, name=name: self.has_attribute(name, index)
        return {f"{task}_count": np.float32(max(sum(map(has, batch)), 1)) for task, has in known.items()}

    def of(self, indices):
        """Arrays by name, a row a face; see the losses for what they mean."""
        count, classes = len(indices), self.classes
        rows = {
            "age_rows": np.full((count, classes), 1 / classes, np.float32),
            "age_weights": np.zeros(count, np.float32),
            "bands": np.zeros(count, np.float32),
            "years": np.zeros(count, np.float32),
            "known_years": np.zeros(count, np.float32),
            "offsets": np.zeros((count, classes), np.float32),
            "gender_rows": np.full((count, 2), 0.5, np.float32),
            "gender_weights": np.zeros(count, np.float32),
        }
        for row, index in enumerate(indices):
            if self.has_age(index):
                self._set_age(rows, row, index)
            gender = self._labels["genders"][index]
            if gender is not None:
                smoothing = (self.gender_loss or {}).get("smoothing", 0)
                rows["gender_rows"][row] = smoothing / 2
                rows["gender_rows"][row, gender] += 1 - smoothing
                rows["gender_weights"][row] = 1
        for name, labels in self._heads.items():
            rows.update(self._attribute(name, len(labels), indices))
        return rows

    def _attribute(self, name, labels, indices):
        known = [self._labels["attributes"][name][index] for index in indices]
        rows = np.full((len(indices), labels), 1 / labels, np.float32)
        for row, label in enumerate(known):
            if label is not None:
                smoothing = self._smoothing[name]
                rows[row] = smoothing / labels
                rows[row, label] += 1 - smoothing
        weights = np.array([label is not None for label in known], np.float32)
        return {f"{name}_rows": rows, f"{name}_weights": weights}

    def _set_age(self, rows, row, index):
        age, band = self._labels["ages"][index], self._labels["bands"][index]
        rows["age_weights"][row] = 1
        if age is None:
            first = max(int(np.ceil(band[0] - self._lowest)), 0)
            last = min(int(np.floor(band[1] - self._lowest)), self.classes - 1)
            rows["age_rows"][row] = 0
            rows["age_rows"][row, first : last + 1] = 1 / (last - first + 1)
            rows["bands"][row] = 1
        else:
            rows["years"][row], rows["known_years"][row] = age - self._lowest, 1
            rows["age_rows"][row] = self._age_row(age - self._lowest)
        own = self._offsets.get(self._labels["sources"][index])
        if own is None:
            return
        rows["offsets"][row] = own
        kept = np.where(own <= -1e4, 0, rows["age_rows"][row])
        if kept.sum() < 1e-3:
            rows["age_weights"][row] = rows["known_years"][row] = 0
        else:
            rows["age_rows"][row] = kept / kept.sum()

    def _age_row(self, centre):
        loss, classes = self.age_loss or {}, np.arange(self.classes)
        if loss.get("kind") == "labelDistribution" and loss["deviation"] > 0:
            values = np.exp(-((classes - centre) ** 2) / (2 * loss["deviation"] ** 2))
            return values / values.sum()
        smoothing = loss.get("smoothing", 0)
        # Halves are rounded up, as JavaScript does.
        return smoothing / self.classes + (1 - smoothing) * (classes == int(np.floor(centre + 0.5)))


def replica_batches(plan, crops, replicas, mine, encode_jpeg):
    """
    Endless parts of the global batches. Each worker draws all batches; for every step come the parts of its own replicas, `mine` of
    `replicas` equal parts of the batch in its order.
    """
    recipe, side = plan["recipe"], plan["architecture"]["inputSize"]
    sampler, targets, step = Sampler(plan["sampler"]), Targets(plan), 0
    while True:
        batch = sampler.next()
        counts = targets.counts(batch)
        share = -(-len(batch) // replicas)
        if share * (replicas - 1) >= len(batch):
            raise SystemExit(f"Expected at least one face a replica, received a batch of {len(batch)} for {replicas}.")
        for replica in mine:
            part = batch[replica * share : (replica + 1) * share]
            images = [
                augment(
                    crops[index],
                    plan["crops"]["boxScale"],
                    recipe["augmentation"],
                    side,
                    combine_seeds(recipe["seed"], step, replica * share + place),
                    encode_jpeg,
                )
                for place, index in enumerate(part)
            ]
            yield {"images": np.stack(images), **targets.of(part), **counts}
        step += 1
