import { DataError } from "@fagr/core";
import type { Recipe } from "./recipe";

/** Fields of a recipe that name data sets. */
type SourceFields = Pick<Recipe, "name" | "sources" | "domains" | "sourceAges">;

/**
 * A recipe with the data sets that it names under the names that the data have. Names are the same if they differ in case, spaces,
 * dashes and underscores alone: what `fagr prepare` calls `celeba` is a recipe's `CelebA`.
 *
 * @param present - names of the data sets that there are
 * @throws DataError if the recipe names one that there is not: a misspelt name would otherwise be silence.
 */
export function bindSources<Fields extends SourceFields>(recipe: Fields, present: Iterable<string>): Fields {
  const byName = new Map<string, string[]>();
  for (const name of present) byName.set(plainName(name), [...(byName.get(plainName(name)) ?? []), name]);
  const bind = (name: string, field: string): string[] => {
    const found = byName.get(plainName(name));
    if (found) return found.includes(name) ? [name] : found;
    throw new DataError(
      name,
      `The recipe "${recipe.name}" names the data set ${JSON.stringify(name)} ("${field}"), but the training split has only samples of ${[...byName.values()].flat().join(", ") || "none"}. Add that data set (fagr prepare ${JSON.stringify(`${name}=reader:path`)} names one), or remove the name from the recipe; fagr train --recipe fitted works with any data.`,
    );
  };
  const bindKeys = <Value>(record: Readonly<Record<string, Value>>, field: string) =>
    Object.fromEntries(
      Object.entries(record).flatMap(([name, value]) => bind(name, field).map((own) => [own, value] as const)),
    );
  const { sources, domains, sourceAges } = recipe;
  return {
    ...recipe,
    ...(sources ? { sources: sources.flatMap((name) => bind(name, "sources")) } : {}),
    ...(domains ? { domains: bindKeys(domains, "domains") } : {}),
    ...(sourceAges?.kind === "covered"
      ? { sourceAges: { ...sourceAges, ages: bindKeys(sourceAges.ages, "sourceAges.ages") } }
      : {}),
  };
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, "");
}
