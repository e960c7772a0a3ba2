// How far apart the ages are that one data set gives the very same picture: what no network can know better.
//   node packages/weights/training/label-noise.mjs DATA/utkface
import { hashSample, readUtkFace } from "@fagr/data";

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error("Expected: label-noise.mjs DATA/utkface");
  process.exit(2);
}

const agesOf = new Map();
for await (const sample of readUtkFace(folder)) {
  const { digest, age } = await hashSample(sample);
  agesOf.set(digest, [...(agesOf.get(digest) ?? []), age]);
}
const copies = [...agesOf.values()].filter((ages) => ages.length > 1 && ages.every((age) => age >= 18 && age <= 65));
const differences = copies.flatMap((ages) =>
  ages.flatMap((age, index) => ages.slice(index + 1).map((other) => Math.abs(age - other))),
);
const mean = differences.reduce((sum, years) => sum + years, 0) / differences.length;
const differing = differences.filter((years) => years > 0).length;
console.log(
  `${copies.length} pictures of 18 to 65 years are there more than once: ${differences.length} pairs, ${differing} of them with different ages, ${mean.toFixed(2)} years apart on average`,
);
