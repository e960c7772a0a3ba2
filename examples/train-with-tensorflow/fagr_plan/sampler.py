"""The sampler's draw: of every pool exactly its quota in every batch, every face of a pool once before any comes twice."""
from .numbers import combine_seeds, random_from, shuffle


class Pool:
    """Faces that a quota draws from, in an order drawn anew for every pass through them."""

    def __init__(self, members, seed):
        self._members, self._seed, self._epoch, self._position = members, seed, 0, 0
        self._order = self._draw()

    def _draw(self):
        return shuffle(list(self._members), random_from(combine_seeds(self._seed, self._epoch)))

    def next(self):
        if self._position == len(self._members):
            self._epoch, self._position = self._epoch + 1, 0
            self._order = self._draw()
        self._position += 1
        return self._order[self._position - 1]


class Sampler:
    """
    Draws the very batches of `fagr train`, one after the other. Every worker of a training draws all of them and takes its part, so
    that the quotas are exact over all workers and nobody has to tell anybody what was drawn.
    """

    def __init__(self, description):
        self._seed, self._tables, self._step = description["seed"], description["tables"], 0
        self._pools = {name: Pool(pool["members"], pool["seed"]) for name, pool in description["pools"].items()}

    def next(self):
        """Indices of the next global batch, shuffled."""
        table = [table for table in self._tables if table["fromStep"] <= self._step][-1]
        batch = []
        for draw in table["draws"]:
            names, quota = draw["pools"], draw["quota"]
            for drawn in range(quota):
                batch.append(self._pools[names[(self._step * quota + drawn) % len(names)]].next())
        shuffle(batch, random_from(combine_seeds(self._seed, self._step, 7)))
        self._step += 1
        return batch
