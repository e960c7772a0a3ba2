// Which samples a batch holds: quotas by age group, domain and gender, every sample of a pool once before any comes twice.
import { DataError } from "@fagr/core";
import { type AgeGroup, combineSeeds, hashText } from "@fagr/core/sampling";
import type { FaceSample } from "@fagr/data";
import { withDefaults } from "../recipe/with-defaults";
import { type Batches, type GroupBalancedBatches, type QuotaTable, quotaTableSchema } from "./batches";
import { checkBatches } from "./check-batches";
import { groupPlaceOf } from "./group-place";
import { Pool } from "./pool";
import { type DrawTable, Sampler } from "./sampler";

/** What the sampler looks at. */
export type SampleLabels = Pick<FaceSample, "age" | "ageBand" | "gender"> & { readonly domain: string };

/**
 * A sampler: of every pool exactly its quota in every batch, every sample of a pool once before any comes twice. The same samples
 * and seed give the same batches, whatever computes on them, and a saved state continues the same sequence.
 *
 * @throws InvalidArgumentError if the batches make no sense, naming the field.
 * @throws DataError if a group with a quota has no sample, naming the group and the domain.
 *
 * @example
 * ```ts
 * const sampler = createSampler(samples, { batches: documentBatches, seed: 1 });
 * const indices = sampler.next(); // 128 indices into samples
 * ```
 */
export function createSampler(
  samples: readonly SampleLabels[],
  { batches, seed }: { batches: Batches; seed: number },
): Sampler {
  checkBatches(batches);
  const groupNameOf = batches.kind === "plain" ? () => "all" : groupNames(batches);
  const partOf = batches.kind === "groupBalanced" && batches.balanceGenders ? genderPart : () => "";
  const members = new Map<string, { readonly group: string; readonly indices: number[] }>();
  for (const [index, sample] of samples.entries()) {
    const group = groupNameOf(sample);
    if (!group) continue;
    const name = `${group}${partOf(sample)}`;
    const member = members.get(name);
    if (member) member.indices.push(index);
    else members.set(name, { group, indices: [index] });
  }
  const pools = new Map<string, Pool>();
  const groups = new Map<string, Pool[]>();
  for (const [name, { group, indices }] of members) {
    const pool = new Pool(indices, combineSeeds(seed, hashText(name)));
    pools.set(name, pool);
    groups.set(group, [...(groups.get(group) ?? []), pool]);
  }
  return new Sampler(pools, { tables: drawTables(batches, groups), seed });
}

const advice = "fagr train --recipe fitted (fittedRecipe) makes quotas that fit your data.";

/** The pools of each group: one, or one a gender. */
type Groups = ReadonlyMap<string, readonly Pool[]>;

const genderPart = ({ gender }: SampleLabels) => (gender === null ? "" : gender === 1 ? "/male" : "/female");

/** Samples outside the age groups: of a domain that has a quota of its own for them, or of all others. */
const ungroupedName = (domain?: string) => (domain === undefined ? "ungrouped" : `${domain}/ungrouped`);

const groupName = (domain: string, [lowest, highest]: AgeGroup) => `${domain}/${lowest}-${highest}`;

/** Name of the group that a sample goes to; undefined for one without any label. */
function groupNames({ ageGroups: groups, tables }: GroupBalancedBatches): (sample: SampleLabels) => string | undefined {
  const byDomain = new Set(
    tables.flatMap(({ ungrouped }) => (typeof ungrouped === "object" ? Object.keys(ungrouped) : [])),
  );
  return (sample) => {
    const { ageBand, gender, domain } = sample;
    const group = groupPlaceOf(sample, groups);
    if (group !== undefined) return groupName(domain, groups[group]!);
    if (gender === null && !ageBand) return undefined;
    return byDomain.has(domain) ? ungroupedName(domain) : ungroupedName();
  };
}

function drawTables(batches: Batches, groups: Groups): DrawTable[] {
  if (batches.kind === "plain") {
    const pools = groups.get("all");
    if (!pools) throw new DataError("all", "Expected samples to draw batches from, received none.");
    return [{ fromStep: 0, draws: [{ pools, quota: batches.size }] }];
  }
  return batches.tables.map((table) => {
    const quotas = new Map<string, number>();
    const ask = (name: string, quota: number) => quotas.set(name, (quotas.get(name) ?? 0) + quota);
    for (const [domain, numbers] of Object.entries(table.domains))
      for (const [group, quota] of numbers.entries())
        if (quota > 0)
          for (const [name, share] of fillQuota({ domain, group, quota }, { batches, table, groups })) ask(name, share);
    const { ungrouped } = withDefaults(quotaTableSchema, table);
    if (typeof ungrouped === "number") {
      if (ungrouped > 0) ask(ungroupedName(), ungrouped);
    } else for (const [domain, quota] of Object.entries(ungrouped)) if (quota > 0) ask(ungroupedName(domain), quota);
    const draws = [...quotas].map(([name, quota]) => ({ pools: poolsOf(name, groups), quota }));
    return { fromStep: table.fromStep, draws };
  });
}

/** Which groups give a group's quota: itself, or where it has no samples those that `missing` allows. */
function fillQuota(
  { domain, group, quota }: { domain: string; group: number; quota: number },
  { batches, table, groups }: { batches: GroupBalancedBatches; table: QuotaTable; groups: Groups },
): [name: string, quota: number][] {
  const nameIn = (name: string) => groupName(name, batches.ageGroups[group]!);
  if (groups.has(nameIn(domain))) return [[nameIn(domain), quota]];
  const donors = Object.keys(table.domains)
    .map(nameIn)
    .filter((name) => groups.has(name));
  if (batches.missing === "otherDomains" && donors.length > 0)
    return donors.map((name, index) => [name, Math.ceil((quota - index) / donors.length)]);
  const where = `the age group ${batches.ageGroups[group]!.join("-")}`;
  throw new DataError(
    nameIn(domain),
    batches.missing === "otherDomains"
      ? `The quotas ask for samples of ${where}, domain ${domain}, but the data set has none there, nor in ${where} of any other domain of the table. Add such samples or set that quota to 0. ${advice}`
      : `The quotas ask for samples of ${where}, domain ${domain}, but the data set has none. Add such samples, set that quota to 0, or set "missing" to "otherDomains" to fill it from the other domains. ${advice}`,
  );
}

function poolsOf(name: string, groups: Groups): readonly Pool[] {
  const pools = groups.get(name);
  if (pools) return pools;
  throw new DataError(
    name,
    `The quotas ask for samples outside the age groups (${JSON.stringify(name)}), with a gender or an age band, but the data set has none. Add such samples or set that "ungrouped" to 0. ${advice}`,
  );
}
