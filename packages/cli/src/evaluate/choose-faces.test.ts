import { createHash } from "node:crypto";
import { type HashedSample, splitByContent } from "@fagr/data";
import { describe, expect, test } from "@jest/globals";
import { chooseFaces, type Selection } from "./choose-faces";

const samples = Array.from(
  { length: 60 },
  (_, index): HashedSample => ({
    file: `${index}.jpg`,
    digest: createHash("sha256").update(String(index)).digest("hex"),
    age: index % 6 === 5 ? null : 15 + index,
    gender: index % 4 === 3 ? null : index % 2 === 0 ? 0 : 1,
    domain: "asian",
    source: index < 40 ? "first" : "second",
  }),
);
const everything: Selection = { part: "all", validationShare: 0.3, seed: 1 };
const choose = (selection: Partial<Selection>, from = samples) =>
  [...chooseFaces(from, { ...everything, ...selection }).values()].flat();
const files = (chosen: readonly { file: string }[]) => chosen.map(({ file }) => file);

describe("choosing faces", () => {
  test("all of them, in their order, by data set", () => {
    const chosen = chooseFaces(samples, everything);
    expect([...chosen].map(([name, faces]) => [name, faces.length])).toEqual([
      ["first", 40],
      ["second", 20],
    ]);
    expect(choose({}).map(({ index }) => index)).toEqual(samples.map((_, index) => index));
  });

  test("the validation part is what training sets apart, and the rest is the training part", () => {
    const { validation } = splitByContent(samples, { validationShare: 0.3 });
    expect(validation.length).toBeGreaterThan(5);
    expect(new Set(files(choose({ part: "validation" })))).toEqual(new Set(files(validation)));
    expect(files([...choose({ part: "validation" }), ...choose({ part: "training" })]).sort()).toEqual(
      files(samples).sort(),
    );
  });

  test("ages leave out faces of other known ages; gender alone those of unknown gender", () => {
    const ages = choose({ ages: [20, 25] }).map(({ age }) => age);
    expect(ages.filter((age) => age !== null)).toEqual([21, 22, 23, 24, 25].filter((age) => (age - 15) % 6 !== 5));
    expect(ages.filter((age) => age === null)).toHaveLength(10);
    expect(choose({ genderOnly: true })).toHaveLength(45);
  });

  test("a drawn sample follows the seed, and hardly changes when the set grows", () => {
    const drawn = files(choose({ limit: 10 }));
    expect(drawn).toHaveLength(20);
    expect(files(choose({ limit: 10 }))).toEqual(drawn);
    expect(files(choose({ limit: 10, seed: 2 }))).not.toEqual(drawn);
    // Without the second set and the last of the first, at most that one is replaced.
    const fewer = files(choose({ limit: 10 }, samples.slice(0, 39)));
    const first = drawn.filter((file) => Number.parseInt(file, 10) < 40);
    expect(fewer).toHaveLength(10);
    expect(first.filter((file) => !fewer.includes(file)).length).toBeLessThanOrEqual(1);
  });
});
