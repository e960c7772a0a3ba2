import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";

const { agesOf, barsOf, groupOf, meanOf, sayBias, sayShare, sayYears, shareOf } = await import(
  "../../../../site/.vitepress/theme/figures.mjs" as string
);

const folder = fileURLToPath(new URL("../../../weights/training/figures/", import.meta.url));
const all = readdirSync(folder).map((file) => JSON.parse(readFileSync(folder + file, "utf8")));

describe("the site's page of figures", () => {
  it("says shares and means with their doubt", () => {
    // 8 of 10: Wilson's interval, as in Newcombe 1998's formula.
    expect(sayShare(shareOf(8, 10))).toBe("80.0 % (49.0 to 94.3)");
    expect([shareOf(0, 0), sayShare(null)]).toEqual([null, "–"]);
    expect(sayYears(meanOf(5, 4, 400))).toBe("5.0 years (4.6 to 5.4)");
    expect(sayYears(meanOf(5, null, 1))).toBe("5.0 years");
    expect([sayBias(-5.13), sayBias(0.6), sayBias(0.01), sayBias(null)]).toEqual([
      "5.1 years too young",
      "0.6 years too old",
      "none",
      "–",
    ]);
  });

  it.each(all.map((figures) => [figures.model, figures]))("has figures of %s that add up", (_, figures) => {
    const [everything] = figures.sets;
    const sum = (numbers: number[]) => numbers.reduce((total, value) => total + value, 0);
    const whole = groupOf(everything, null, null)!;
    const women = groupOf(everything, null, "female")!;
    const men = groupOf(everything, null, "male")!;
    expect(women.gendered + men.gendered).toBe(whole.gendered);
    expect(women.genderRight + men.genderRight).toBe(whole.genderRight);
    expect(whole.covered).toBeLessThanOrEqual(whole.aged);
    expect(sum(whole.labelled)).toBe(whole.aged);
    const aged = agesOf(figures).filter((ages: string | null) => ages !== null);
    expect(sum(aged.map((ages: string) => groupOf(everything, ages, null)!.aged))).toBe(whole.aged);
    const bars = barsOf(whole, figures);
    expect(bars[0].from).toBe(figures.ages[0]);
    expect(sum(bars.map(({ predicted }: { predicted: number }) => predicted))).toBeCloseTo(1);
  });
});
