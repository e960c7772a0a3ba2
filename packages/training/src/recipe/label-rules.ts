import type { FaceSample } from "@fagr/data";
import type { CropSet, CropSetDescription } from "@fagr/data/crops";
import * as v from "valibot";
import { notNegative, oneOf } from "./field-schemas";
import { type Complete, type Given, withDefaults } from "./with-defaults";

export const labelRulesSchema = v.strictObject({
  /**
   * Ages outside the network's classes: "leaveOut" masks them (the default), "nearest" teaches the lowest or the highest class.
   */
  outsideAges: v.optional(oneOf(["leaveOut", "nearest"]), "leaveOut"),
  /** Years. The gender of younger faces is masked, since people cannot see it in small children either. Default 0. */
  genderFromAge: v.optional(notNegative, 0),
});

/** How training treats labels that are hard to learn from. Validation uses the labels unchanged. */
export interface LabelRules extends Given<typeof labelRulesSchema> {}

type Labels = Pick<FaceSample, "age" | "ageBand" | "gender">;

/** A sample as training sees it; the very same object where no rule touches it. */
export function applyLabelRules<Sample extends Labels>(
  sample: Sample,
  { rules, ageRange: [minimum, maximum] }: { rules: LabelRules; ageRange: readonly [minimum: number, maximum: number] },
): Sample {
  const { outsideAges, genderFromAge } = withDefaults(labelRulesSchema, rules);
  if (sample.age === null) return applyToBand(sample, { outsideAges, genderFromAge, ageRange: [minimum, maximum] });
  const age = outsideAges === "nearest" ? Math.min(Math.max(sample.age, minimum), maximum) : sample.age;
  const gender = sample.age < genderFromAge ? null : sample.gender;
  return age === sample.age && gender === sample.gender ? sample : { ...sample, age, gender };
}

/** A band keeps its part within the classes, or becomes the nearest of them; a gender is masked where the whole band is younger. */
function applyToBand<Sample extends Labels>(
  sample: Sample,
  {
    outsideAges,
    genderFromAge,
    ageRange: [minimum, maximum],
  }: Complete<typeof labelRulesSchema> & { ageRange: readonly [number, number] },
): Sample {
  const { ageBand, gender } = sample;
  if (!ageBand) return sample;
  const clamp = (age: number) => Math.min(Math.max(age, minimum), maximum);
  const band = outsideAges === "nearest" ? ([clamp(ageBand[0]), clamp(ageBand[1])] as const) : ageBand;
  const seen = ageBand[1] < genderFromAge ? null : gender;
  const unchanged = band[0] === ageBand[0] && band[1] === ageBand[1] && seen === gender;
  return unchanged ? sample : { ...sample, ageBand: band, gender: seen };
}

/** A crop set with its labels as training sees them. */
export function withLabelRules(
  crops: CropSet,
  { labels, ageRange }: { labels: LabelRules | undefined; ageRange: readonly [minimum: number, maximum: number] },
): CropSet {
  if (!labels) return crops;
  const manifest: CropSetDescription = {
    ...crops.manifest,
    samples: crops.manifest.samples.map((sample) => applyLabelRules(sample, { rules: labels, ageRange })),
  };
  return { ...crops, manifest };
}
