// Heads beside age and gender, such as glasses: labels of samples as classes, targets, and how well they are recognised.
import { DataError } from "@fagr/core";
import type { Architecture } from "@fagr/core/network";
import type { FaceSample } from "@fagr/data";

/** Labels of further heads, by attribute. */
export type AttributeLabels = NonNullable<Architecture["attributes"]>;

/** The class of a sample's label for an attribute; undefined where it is unknown. */
export function attributeClass(
  sample: Pick<FaceSample, "attributes">,
  { attribute, labels }: { attribute: string; labels: readonly string[] },
): number | undefined {
  const label = sample.attributes?.[attribute];
  return label === undefined ? undefined : labels.indexOf(label);
}

/**
 * Checks that the labels of samples are among those of the network's heads.
 *
 * @param training - Of which each attribute has to have one.
 * @throws DataError naming the first sample with a label that the network lacks, or an attribute that no sample has.
 */
export function checkAttributes(
  attributes: AttributeLabels,
  {
    training,
    validation,
  }: Readonly<Record<"training" | "validation", readonly Pick<FaceSample, "attributes" | "file" | "source">[]>>,
): void {
  for (const [attribute, labels] of Object.entries(attributes)) {
    const wrong = [...training, ...validation].find((sample) => attributeClass(sample, { attribute, labels }) === -1);
    if (wrong)
      throw new DataError(
        wrong.file,
        `Expected the attribute ${attribute} to be one of the recipe's labels ${labels.join(", ")}, received "${wrong.attributes![attribute]}" for ${wrong.file} of ${wrong.source}. Correct the label, or add it to "architecture".`,
      );
    if (!training.some((sample) => sample.attributes?.[attribute] !== undefined))
      throw new DataError(
        "crops",
        `Expected faces with the attribute ${attribute}, which the recipe trains, received ${training.length} without it. Prepare them again from a table with that column: csv:FILE?attributes=${attribute}.`,
      );
  }
}
