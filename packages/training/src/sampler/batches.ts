import { InvalidArgumentError } from "@fagr/core";
import { documentAgeGroups } from "@fagr/core/sampling";
import * as v from "valibot";
import { ages, flag, list, oneOf, text, upTo, whole } from "../recipe/field-schemas";
import { type Given, withDefaults } from "../recipe/with-defaults";

const mostFaces = 65_536;

export const quotaTableSchema = v.strictObject({
  /** First step, counted from 0, that the table is for. */
  fromStep: whole,
  /** For every domain, by its name, one number an age group. */
  domains: v.record(
    text,
    v.array(upTo(mostFaces), "a list of whole numbers, one for each age group"),
    "numbers by domain",
  ),
  /**
   * Samples that belong to no age group but have a label to learn from: the gender, or an age band that reaches over several
   * groups. One number for all domains together, or one for each domain by its name. Default 0.
   */
  ungrouped: v.optional(
    v.union([upTo(mostFaces), v.record(text, upTo(mostFaces))], "a whole number >= 0, or one for each domain"),
    0,
  ),
});

const plainSchema = v.strictObject({
  kind: v.literal("plain"),
  /** Samples in a batch. */
  size: upTo(mostFaces, 1),
});

const groupBalancedSchema = v.strictObject({
  kind: v.literal("groupBalanced"),
  /** Rising and without overlap. A sample with an age band is in a group if its whole band is. */
  ageGroups: ages,
  tables: list(quotaTableSchema, "a list of tables of quotas"),
  /**
   * What happens to the quota of an age group that has no sample in a domain. `"error"` (the default): the sampler refuses
   * and names the group. `"otherDomains"`: the quota is drawn from the same age group of the table's other domains that have
   * samples there, shared out in whole numbers as evenly as possible, the earlier domain of the table first; these draws
   * go on in the very order of those groups, so that there, too, every sample comes once before any comes twice.
   */
  missing: v.optional(oneOf(["error", "otherDomains"]), "error"),
  /**
   * Draws as many women as men from every group, and from the ungrouped, whatever their shares in the data: web pictures contain
   * few women above 45, and rare faces are learned badly. Faces of unknown gender are drawn as often as either. Default false.
   */
  balanceGenders: v.optional(flag, false),
});

export const batchesSchema = v.variant("kind", [plainSchema, groupBalancedSchema]);

/** How many samples of each group a batch holds, from a step on. */
export interface QuotaTable extends Given<typeof quotaTableSchema> {}

/** Batches with exact numbers of samples from every age group of every domain. */
export interface GroupBalancedBatches extends Given<typeof groupBalancedSchema> {
  /** The first is for step 0 on, each further one for a later step on. */
  readonly tables: readonly QuotaTable[];
}

/** Batches in which all samples are equally likely: every sample once, in random order, before any is drawn twice. */
export interface PlainBatches extends Given<typeof plainSchema> {}

/** How batches are drawn. */
export type Batches = GroupBalancedBatches | PlainBatches;

const byAge = (young: number, middle: number, old: number): number[] => [
  ...new Array(4).fill(young),
  ...new Array(4).fill(middle),
  ...new Array(8).fill(old),
];

/**
 * The document's group-balanced batch of 128, 64 Asian and 64 American-European faces: its first table, and from step
 * 560,000 its second.
 */
export const documentBatches: GroupBalancedBatches = {
  kind: "groupBalanced",
  ageGroups: documentAgeGroups,
  tables: [
    { fromStep: 0, domains: { asian: byAge(6, 6, 2), americanEuropean: byAge(5, 5, 3) } },
    { fromStep: 560_000, domains: { asian: byAge(8, 6, 1), americanEuropean: byAge(6, 6, 2) } },
  ],
};

/** Samples in the batch of a step. */
export function batchSizeAt(batches: Batches, step: number): number {
  if (batches.kind === "plain") return batches.size;
  return quotasOf(tableAt(batches.tables, step)).reduce((sum, quota) => sum + quota, 0);
}

/** All quotas of a table. */
export function quotasOf(table: QuotaTable): number[] {
  const { domains, ungrouped } = withDefaults(quotaTableSchema, table);
  return [
    ...Object.values(domains).flat(),
    ...(typeof ungrouped === "number" ? [ungrouped] : Object.values(ungrouped)),
  ];
}

/** The entry in force at a step. */
export function tableAt<Table extends { readonly fromStep: number }>(tables: readonly Table[], step: number): Table {
  const table = tables.findLast(({ fromStep }) => fromStep <= step);
  if (table) return table;
  throw new InvalidArgumentError(
    `Expected quotas from step 0 on, received tables from step ${tables.map(({ fromStep }) => fromStep).join(", ") || "none"}.`,
  );
}
