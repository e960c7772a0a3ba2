import type { Recipe } from "@fagr/training";

/** Describes a recipe's batches and what it trains, for people who did not write it. */
export function describeBatches({ name, batches, loss }: Recipe): string[] {
  const untrained = [loss.age ? [] : "age", loss.gender ? [] : "gender"].flat();
  const notes = untrained.map((task) => `  the ${task} is not trained: no face has a label for it`);
  if (batches.kind === "plain")
    return [`recipe ${name}: batches of ${batches.size} faces, all equally likely`, ...notes];
  const { domains, ungrouped = 0 } = batches.tables[0]!;
  const lines = Object.entries(domains).map(([domain, quotas]) => {
    const drawn = quotas.flatMap((quota, group) =>
      quota > 0 ? `${batches.ageGroups[group]!.join("-")} ${quota}` : [],
    );
    const missing = quotas.flatMap((quota, group) => (quota > 0 ? [] : batches.ageGroups[group]!.join("-")));
    return `  ${sum(quotas)} of ${domain}, by age: ${drawn.join(", ")}${missing.length > 0 ? `; nobody of ${missing.join(", ")}` : ""}`;
  });
  const others = typeof ungrouped === "number" ? ungrouped : sum(Object.values(ungrouped));
  const all = sum(Object.values(domains).map(sum)) + others;
  if (others > 0) lines.push(`  ${others} without an exact age`);
  return [`recipe ${name}: batches of ${all} faces`, ...lines, ...notes];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
