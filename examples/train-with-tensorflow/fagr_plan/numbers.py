"""Random numbers as fagr draws them: the same seeds give the same numbers in both languages."""

_MASK = 0xFFFFFFFF


def _signed(value):
    value &= _MASK
    return value - (1 << 32) if value & 0x80000000 else value


def random_from(seed):
    """A source of numbers in [0, 1) (mulberry32)."""
    state = seed & _MASK

    def draw():
        nonlocal state
        state = (state + 0x6D2B79F5) & _MASK
        mixed = ((state ^ (state >> 15)) * (1 | state)) & _MASK
        mixed = ((mixed + ((mixed ^ (mixed >> 7)) * (61 | mixed))) & _MASK) ^ mixed
        return (mixed ^ (mixed >> 14)) / 4294967296

    return draw


def combine_seeds(*parts):
    """One seed from several numbers, such as (seed, step, position)."""
    combined = 0x811C9DC5
    for part in parts:
        combined = ((combined ^ (part & _MASK)) * 0x01000193) & _MASK
        combined = ((combined ^ (combined >> 15)) * 0x2C1B3C6D) & _MASK
        combined ^= combined >> 13
    return _signed(combined)


def shuffle(items, random):
    """Shuffles in place (Fisher-Yates)."""
    for last in range(len(items) - 1, 0, -1):
        other = int(random() * (last + 1))
        items[last], items[other] = items[other], items[last]
    return items
