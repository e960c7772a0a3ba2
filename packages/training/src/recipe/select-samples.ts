import { DataError } from "@fagr/core";
import type { FaceSample } from "@fagr/data";
import { hasAge } from "../losses/targets";
import { bindSources } from "./bind-sources";
import { applyLabelRules } from "./label-rules";
import { architectureOf, type Recipe } from "./recipe";

/** What the choice looks at. */
type SelectableSample = Pick<FaceSample, "age" | "ageBand" | "gender" | "attributes" | "source">;

/**
 * The samples that a recipe trains on: those of its sources that have a label for a task or an attribute that it trains. An age counts if
 * it is one of the network's classes.
 *
 * @param indices - which of the samples may be used
 * @throws DataError if the recipe names a data set that is not among them, or if none is left, saying which sources and labels were looked for.
 */
export function selectSamples(
  indices: Int32Array,
  { samples, recipe }: { samples: readonly SelectableSample[]; recipe: Recipe },
): Int32Array {
  const present = new Set(Array.from(indices, (index) => samples[index]!.source));
  const { sources, loss, labels: rules = {} } = bindSources(recipe, present);
  const { ageRange, attributes = {} } = architectureOf(recipe);
  const heads = Object.keys(attributes);
  const selected = indices.filter((index) => {
    const sample = applyLabelRules(samples[index]!, { rules, ageRange });
    if (sources && !sources.includes(sample.source)) return false;
    if (heads.some((name) => sample.attributes?.[name] !== undefined)) return true;
    return (loss.gender !== null && sample.gender !== null) || (loss.age !== null && hasAge(sample, ageRange));
  });
  if (selected.length > 0) return selected;
  const tasks = [loss.age && `an age from ${ageRange.join(" to ")}`, loss.gender && "a gender"].filter(Boolean);
  const labels = [...tasks, ...heads.map((name) => `the attribute ${name}`)];
  throw new DataError(
    recipe.name,
    `The recipe "${recipe.name}" expects samples with ${labels.join(" or ")}${sources ? ` from ${sources.join(" or ")}` : ""}, but of the ${indices.length} samples${present.size > 0 ? ` (from ${[...present].join(", ")})` : ""} none fits. Add such data, or change the recipe's "sources" or "loss".`,
  );
}
