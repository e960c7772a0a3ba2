// Looked up once: in a context of its own, such as a test's, looking a global up costs far more than using it.
const { floor, imul } = Math;

/** A source of numbers in [0, 1). */
export type Random = () => number;

/** Small, fast and good enough for sampling and augmentation (mulberry32); the same seed gives the same numbers everywhere. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** One seed from several numbers, such as (seed, step, position): neighbours give unrelated streams. */
export function combineSeeds(...parts: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    hash = imul(hash ^ (part | 0), 0x01000193);
    hash = imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash ^= hash >>> 13;
  }
  return hash;
}

/** A number from text, for seeds (FNV-1a). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}

/** Shuffles in place (Fisher-Yates). */
export function shuffle<T extends Int32Array | unknown[]>(items: T, random: Random): T {
  for (let last = items.length - 1; last > 0; last--) {
    const other = floor(random() * (last + 1));
    [items[last], items[other]] = [items[other] as never, items[last] as never];
  }
  return items;
}

/** A number from Beta(alpha, alpha), 0 < alpha <= 1 (Johnk 1964). */
export function randomBeta(alpha: number, random: Random): number {
  for (;;) {
    const first = (1 - random()) ** (1 / alpha);
    const second = (1 - random()) ** (1 / alpha);
    // Where both are too small for a double, the next try decides.
    if (first + second > 0 && first + second <= 1) return first / (first + second);
  }
}

/** A normally distributed number (Box-Muller). */
export function randomNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
