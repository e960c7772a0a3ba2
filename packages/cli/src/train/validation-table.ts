import type { ValidationFigures, ValidationResult } from "@fagr/training";
import { percent, withThousands } from "../output/numbers";
import { formatTable } from "../output/table";

/** The validation's figures, all together and by data set, as lines of a table. */
export function validationTable({ bySource, ...all }: ValidationResult): string[] {
  const attributes = Object.keys(all.attributes ?? {});
  const columns = ["faces", "age error", "year hit", "gender", ...attributes];
  const share = (value: number | null) => (value === null ? "-" : percent(value, 1));
  const row = (name: string, figures: ValidationFigures) => [
    name,
    withThousands(figures.count),
    figures.ageError === null ? "-" : figures.ageError.toFixed(2),
    share(figures.ageAccuracy),
    share(figures.genderAccuracy),
    ...attributes.map((name) => share(figures.attributes?.[name]?.accuracy ?? null)),
  ];
  const sources = Object.entries(bySource);
  const rows = sources.length > 1 ? [row("all", all)] : [];
  return formatTable(
    ["validation", ...columns],
    [...rows, ...sources.map(([source, figures]) => row(source, figures))],
    { right: columns },
  );
}
