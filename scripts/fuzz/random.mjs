/**
 * Random numbers from a seed (mulberry32): the same seed makes the same files. With `isCalm` set beside them, files are not damaged.
 */
export function createRandom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit) => Math.floor(next() * limit);
  return { next, below, pick: (list) => list[below(list.length)] };
}

/** A damaged copy of a file: bits turned, pieces overwritten, cut out, doubled, cut off, or another number in a place of four bytes. */
export function damageBytes(bytes, { below, pick, isCalm }) {
  let copy = Buffer.from(bytes);
  if (isCalm) return copy;
  for (let round = 1 + below(4); round > 0; round--) {
    const at = below(copy.length);
    const length = Math.min(1 + below(64), copy.length - at);
    const change = below(7);
    if (change === 0) copy[at] ^= 1 << below(8);
    else if (change === 1) copy.fill(pick([0, 255, 65]), at, at + length);
    else if (change === 2) copy = Buffer.concat([copy.subarray(0, at), copy.subarray(at + length)]);
    else if (change === 3) copy = Buffer.concat([copy.subarray(0, at + length), copy.subarray(at)]);
    else if (change === 4) copy = copy.subarray(0, Math.max(at, 1));
    else if (change === 5 && at + 4 <= copy.length)
      copy.writeUInt32LE(pick([0, 1, 0x7fffffff, 0xffffffff, 1e6, 255]), at);
    else if (change === 6 && at + 4 <= copy.length)
      copy.writeUInt32BE(pick([0, 1, 0x7fffffff, 0xffffffff, 1e6, 255]), at);
    if (copy.length === 0) return copy;
  }
  return copy;
}

/** A copy of numbers of four bytes, of which some are others, or none. */
export function damageFloats(bytes, { below, pick, isCalm }) {
  const copy = Buffer.from(bytes);
  for (let round = isCalm ? 0 : 1 + below(6); round > 0; round--) {
    const value = pick([Number.NaN, Infinity, -Infinity, 3.4e38, -3.4e38, 1e-45, 0, 1e9]);
    const first = below(copy.length / 4);
    const count = pick([1, 4, 100, 10_000]);
    for (let place = first; place < Math.min(first + count, copy.length / 4); place++)
      copy.writeFloatLE(value, place * 4);
  }
  return copy;
}

const oddValues = [
  null,
  true,
  0,
  -1,
  1e9,
  1e308,
  0.5,
  "",
  "../x",
  "file:///etc/hostname",
  "x".repeat(3000),
  [],
  [null],
  {},
];

/** A copy of a JSON value in which a few values are others, missing or doubled. */
export function damageJson(value, random) {
  const copy = structuredClone(value);
  if (random.isCalm) return copy;
  for (let round = 1 + random.below(3); round > 0; round--) {
    const places = [];
    collectPlaces(copy, places, 0);
    if (places.length === 0) return structuredClone(random.pick(oddValues));
    const [holder, key] = random.pick(places);
    if (random.below(4) === 0 && !Array.isArray(holder)) delete holder[key];
    else holder[key] = structuredClone(random.pick(oddValues));
  }
  return copy;
}

function collectPlaces(value, places, depth) {
  if (typeof value !== "object" || value === null || depth > 6) return;
  for (const key of Object.keys(value).slice(0, 40)) {
    places.push([value, key]);
    collectPlaces(value[key], places, depth + 1);
  }
}

/** A copy of a file of JSON Lines in which the value of one line is damaged. */
export function damageText(text, random) {
  const lines = text.split("\n");
  const chosen = random.below(lines.length - 1);
  return lines
    .map((line, index) => (index === chosen ? JSON.stringify(damageJson(JSON.parse(line), random)) : line))
    .join("\n");
}
