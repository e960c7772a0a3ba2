import { describe, expect, it } from "@jest/globals";
import { ageGenderStage, genderStage } from "./document-recipe";
import { selectSamples } from "./select-samples";

const samples = [
  { age: null, gender: 1, source: "CelebA" },
  { age: 30, gender: null, source: "AFAD" },
  { age: null, ageBand: [10, 19], gender: null, source: "FairFace" },
  { age: 70, gender: null, source: "UTKFace" },
  { age: 70, gender: 0, source: "UTKFace" },
  { age: null, gender: null, source: "LFW" },
] as const;
const all = Int32Array.from(samples.keys());

describe("selectSamples", () => {
  it("takes what has a label that is trained", () => {
    expect([...selectSamples(all, { samples, recipe: ageGenderStage })]).toEqual([0, 1, 2, 4]);
    expect([...selectSamples(all.subarray(1), { samples, recipe: ageGenderStage })]).toEqual([1, 2, 4]);
  });

  it("takes a stage's sources alone, and genders alone where age is not trained", () => {
    expect([...selectSamples(all, { samples, recipe: genderStage })]).toEqual([0]);
    const anywhere = { ...genderStage, sources: ["utk face", "AFAD", "celeba"] };
    expect([...selectSamples(all, { samples, recipe: anywhere })]).toEqual([0, 4]);
  });

  it("looks at labels as the recipe's rules leave them", () => {
    const labels = { outsideAges: "nearest", genderFromAge: 80 } as const;
    expect([...selectSamples(all, { samples, recipe: { ...ageGenderStage, labels } })]).toEqual([0, 1, 2, 3, 4]);
    const genders = { ...genderStage, sources: ["UTKFace"], labels };
    expect(() => selectSamples(all, { samples, recipe: genders })).toThrow(/none fits/);
  });

  it("says what it looked for where nothing fits", () => {
    expect(() => selectSamples(all.subarray(1), { samples, recipe: genderStage })).toThrow(
      /"gender" names the data set "CelebA" \("sources"\), but .* only samples of AFAD, FairFace, UTKFace, LFW/,
    );
    expect(() => selectSamples(all, { samples, recipe: { ...genderStage, sources: ["AFAD"] } })).toThrow(
      /"gender" expects samples with a gender from AFAD, but of the 6 samples \(from CelebA, AFAD, FairFace, UTKFace, LFW\) none fits/,
    );
    expect(() => selectSamples(new Int32Array(), { samples, recipe: ageGenderStage })).toThrow(
      /an age from 18 to 65 or a gender, but of the 0 samples none fits/,
    );
  });
});
