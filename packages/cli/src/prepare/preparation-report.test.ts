import { compactStage, parseRecipe } from "@fagr/training";
import { expect, test } from "@jest/globals";
import { coverageWarnings } from "./preparation-report";

test("a hole in a set's ages is told with the recipe's field that helps", () => {
  const wiki = { source: "WIKI", faces: 5000, ages: [[18, 29] as const, [48, 59] as const] };
  const imdb = { source: "IMDB", faces: 5000, ages: [[20, 50] as const] };
  expect(coverageWarnings([imdb])).toEqual([]);
  const [warning] = coverageWarnings([imdb, wiki]);
  expect(warning).toMatch(/^WIKI has \(almost\) nobody of 30-47 years\./);
  const sourceAges = JSON.parse(/"sourceAges": (\{.*\}) \(/.exec(warning!)![1]!);
  expect(sourceAges).toEqual({ kind: "covered", ages: { WIKI: wiki.ages } });
  expect(() => parseRecipe({ ...compactStage, sourceAges })).not.toThrow();
});
