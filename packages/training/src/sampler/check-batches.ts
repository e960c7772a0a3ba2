import { InvalidArgumentError } from "@fagr/core";
import { withDefaults } from "../recipe/with-defaults";
import { type Batches, type GroupBalancedBatches, type QuotaTable, quotasOf, quotaTableSchema } from "./batches";

/** What is wrong with a field. */
export interface BatchesProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What is wrong with batches whose fields have the right types, field by field; none if all is well. */
export function findBatchesProblems(batches: Batches): BatchesProblem[] {
  if (batches.kind === "plain")
    return isCount(batches.size) && batches.size > 0
      ? []
      : [{ path: ["size"], message: `expected a whole number >= 1, received ${batches.size}` }];
  return [
    ...findGroupProblems(batches),
    ...findStepProblems(batches),
    ...batches.tables.flatMap((table, index) => [...findTableProblems(table, index, batches)]),
  ];
}

/** Throws InvalidArgumentError with the first problem, naming the field. */
export function checkBatches(batches: Batches): void {
  const problem = findBatchesProblems(batches)[0];
  if (problem) throw new InvalidArgumentError(`Batches, field "${problem.path.join(".")}": ${problem.message}.`);
}

const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;

function* findGroupProblems({ ageGroups }: GroupBalancedBatches): Generator<BatchesProblem> {
  if (ageGroups.length === 0) yield { path: ["ageGroups"], message: "expected at least one age group, received none" };
  for (const [index, [lowest, highest]] of ageGroups.entries()) {
    const received = `received [${lowest}, ${highest}]`;
    if (!isCount(lowest) || !isCount(highest) || lowest > highest)
      yield { path: ["ageGroups", index], message: `expected whole years, the lower one first, ${received}` };
    const before = ageGroups[index - 1];
    if (before && lowest <= before[1])
      yield {
        path: ["ageGroups", index],
        message: `expected ages above ${before[1]}, the end of the previous group, ${received}`,
      };
  }
}

function* findStepProblems({ tables }: GroupBalancedBatches): Generator<BatchesProblem> {
  if (tables.length === 0) yield { path: ["tables"], message: "expected at least one table, received none" };
  for (const [index, { fromStep }] of tables.entries()) {
    const path = ["tables", index, "fromStep"];
    if (index === 0 && fromStep !== 0)
      yield { path, message: `expected 0, since the first table starts at the first step, received ${fromStep}` };
    const before = tables[index - 1];
    if (before && fromStep <= before.fromStep)
      yield {
        path,
        message: `expected a step after ${before.fromStep}, that of the previous table, received ${fromStep}`,
      };
  }
}

function* findTableProblems(
  table: QuotaTable,
  index: number,
  { ageGroups }: GroupBalancedBatches,
): Generator<BatchesProblem> {
  const path = ["tables", index];
  const { domains, ungrouped } = withDefaults(quotaTableSchema, table);
  for (const [domain, quotas] of Object.entries(domains))
    if (quotas.length !== ageGroups.length || !quotas.every(isCount))
      yield {
        path: [...path, "domains", domain],
        message: `expected ${ageGroups.length} whole numbers >= 0, one for each age group, received ${JSON.stringify(quotas)}`,
      };
  for (const [domain, quota] of Object.entries(typeof ungrouped === "number" ? { "": ungrouped } : ungrouped))
    if (!isCount(quota))
      yield {
        path: [...path, "ungrouped", ...(domain ? [domain] : [])],
        message: `expected a whole number >= 0, received ${quota}`,
      };
  if (quotasOf(table).every((quota) => quota === 0))
    yield { path, message: "expected a batch of at least one sample, received 0 everywhere" };
}
