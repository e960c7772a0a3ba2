/** The two columns of an attribute in a table: its label, and the label's probability. */
export interface AttributeColumns {
  /** The attribute's name. */
  readonly name: string;
  readonly label: string;
  readonly probability: string;
}

/**
 * `glasses` and `glasses_probability` of an attribute `glasses`; `attribute_score` and so on of one whose name is a column of the table already.
 *
 * @param attributes - Of the model's labels.
 * @param taken - The table's other columns.
 */
export function attributeColumns(
  attributes: Readonly<Record<string, unknown>> | undefined,
  taken: readonly string[],
): AttributeColumns[] {
  return Object.keys(attributes ?? {}).map((name) => {
    const label = taken.includes(name) ? `attribute_${name}` : name;
    return { name, label, probability: `${label}_probability` };
  });
}
