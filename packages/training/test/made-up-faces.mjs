// What the scripts beside this one train: a small network on made-up faces, of which the bright ones are men.

/** Rows of a network, each kind once. */
export const rows = [
  { operator: "conv3x3", channels: 8, repeats: 1, stride: 2 },
  { operator: "depthwiseConv3x3", channels: 8, repeats: 1, stride: 1 },
  { operator: "bottleneck", expansion: 2, channels: 12, repeats: 2, stride: 2 },
  { operator: "conv1x1", channels: 24, repeats: 1, stride: 1 },
  { operator: "globalDepthwiseConv", channels: 24, repeats: 1, stride: 1 },
  { operator: "linearConv1x1", channels: 16, repeats: 1, stride: 1 },
];

const size = 32;

/** Crops of faces of 18 to 65 years. `domainOf` says the domain of each by its number. */
export function makeUpCrops({ count, domainOf }) {
  const samples = Array.from({ length: count }, (_, index) => ({
    file: String(index),
    age: 18 + (index % 48),
    gender: Math.floor(index / 48) % 2,
    domain: domainOf(index),
    source: "made-up",
    digest: String(index),
  }));
  const pixels = new Uint8Array(new SharedArrayBuffer(count * size * size * 3));
  for (const [index, { gender }] of samples.entries())
    for (let byte = 0; byte < size * size * 3; byte++)
      pixels[index * size * size * 3 + byte] = 60 + 90 * gender + ((byte * (index + 3)) % 40);
  return { manifest: { size, boxScale: 1.06, samples }, pixels };
}
