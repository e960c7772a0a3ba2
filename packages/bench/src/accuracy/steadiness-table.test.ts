import { measureFaces } from "@fagr/evaluation";
import { expect, it } from "@jest/globals";
import type { Steadiness } from "./steadiness";
import { poolSteadiness, steadinessTable } from "./steadiness-table";

it("pools by faces", () => {
  const parts = [
    { faces: 100, ageDeviation: 1, flips: 0.1 },
    { faces: 300, ageDeviation: 2, flips: 0.3 },
  ];
  expect(poolSteadiness(parts)).toEqual({ faces: 400, ageDeviation: 1.75, flips: expect.closeTo(0.25, 12) });
});

it("claims nothing of a model that was not measured", () => {
  const nothing = measureFaces([], { resamples: 0 });
  const set = (dataSet: string, steadiness: Steadiness | null) => ({
    ...{ dataSet, validationShare: 1, faces: 0, missed: 0 },
    models: [{ model: "fagr", isOurs: true, isVariant: false, measurement: nothing, seniors: nothing, steadiness }],
  });
  const table = steadinessTable([set("A", { faces: 9, ageDeviation: 1.234, flips: 0.111 }), set("B", null)]);
  expect(table.split("\n")[2]).toMatch(/^\| fagr +\| - +\| 1\.23 \/ 11\.1 % \| - +\|$/);
});
