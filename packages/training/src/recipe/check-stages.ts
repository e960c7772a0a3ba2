import { planNetwork } from "@fagr/core/network";
import { findBodyDifference } from "../network/expand";
import { architectureOf, type Recipe } from "./recipe";

/** What keeps stages from following each other: names used twice, or a network whose body is not the one before's. */
export function findStagesProblem(
  stages: readonly Recipe[],
): { readonly path: readonly (string | number)[]; readonly message: string }[] {
  const problems = [];
  for (const [index, stage] of stages.entries()) {
    if (stages.findIndex(({ name }) => name === stage.name) < index)
      problems.push({
        path: ["stages", index, "name"],
        message: `expected a unique name, received ${JSON.stringify(stage.name)} again`,
      });
    const before = stages[index - 1];
    const difference =
      before && findBodyDifference(planNetwork(architectureOf(before)), planNetwork(architectureOf(stage)));
    if (difference)
      problems.push({
        path: ["stages", index, "architecture"],
        message: `expected the body and the gender head of the previous stage, but ${difference}`,
      });
  }
  return problems;
}
