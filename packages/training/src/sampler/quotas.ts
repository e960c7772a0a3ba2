import { InvalidArgumentError } from "@fagr/core";
import type { Domain } from "../samples/face-sample";
import { ageGroupCount } from "./age-groups";

/** How many samples of each group a batch holds, domain by domain, and how many that have a gender label but no age in range. */
export interface Quotas {
  /** 16 numbers a domain, for the groups (18-20) to (63-65). */
  readonly groups: Readonly<Record<Domain, readonly number[]>>;
  /** Samples without an age from 18 to 65, which train the gender head alone. */
  readonly genderOnly: number;
}

/** Quotas that hold from a step on. */
export interface QuotaStage {
  readonly fromStep: number;
  readonly quotas: Quotas;
}

const byAge = (young: number, middle: number, old: number): number[] => [
  ...new Array(4).fill(young),
  ...new Array(4).fill(middle),
  ...new Array(8).fill(old),
];

/** The document's group-balanced batch of 128 (64 Asian, 64 American-European): the first table, and from step 560,000 the second. */
export const documentQuotas: readonly QuotaStage[] = [
  { fromStep: 0, quotas: { groups: { asian: byAge(6, 6, 2), americanEuropean: byAge(5, 5, 3) }, genderOnly: 0 } },
  { fromStep: 560_000, quotas: { groups: { asian: byAge(8, 6, 1), americanEuropean: byAge(6, 6, 2) }, genderOnly: 0 } },
];

/** Samples in a batch. */
export function batchSize({ groups, genderOnly }: Quotas): number {
  return [...groups.asian, ...groups.americanEuropean].reduce((sum, quota) => sum + quota, genderOnly);
}

/** The quotas in force at a step. */
export function quotasAt(stages: readonly QuotaStage[], step: number): Quotas {
  const stage = stages.findLast((candidate) => candidate.fromStep <= step);
  if (!stage)
    throw new InvalidArgumentError(
      `Expected a quota stage from step 0 on, received stages from ${stages.map((s) => s.fromStep).join(", ") || "none"}.`,
    );
  return stage.quotas;
}

/** Checks quotas that came from outside. Throws InvalidArgumentError naming the field. */
export function checkQuotas({ groups, genderOnly }: Quotas): void {
  const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;
  for (const domain of ["asian", "americanEuropean"] as const)
    if (groups?.[domain]?.length !== ageGroupCount || !groups[domain].every(isCount))
      throw new InvalidArgumentError(
        `Quotas, field "groups.${domain}": expected ${ageGroupCount} whole numbers >= 0, received ${JSON.stringify(groups?.[domain])}.`,
      );
  if (!isCount(genderOnly))
    throw new InvalidArgumentError(`Quotas, field "genderOnly": expected a whole number >= 0, received ${genderOnly}.`);
  if (batchSize({ groups, genderOnly }) === 0)
    throw new InvalidArgumentError("Quotas: expected a batch of at least one sample, received 0 everywhere.");
}
