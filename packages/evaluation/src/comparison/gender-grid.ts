import { formatShare } from "../report/format";
import type { ComparedSystem } from "./compared-system";

/** The figures of each gender in the document's table, in order. */
export const genderFigures = [
  { key: "recall", title: "recall" },
  { key: "precision", title: "precision" },
  { key: "f1", title: "F1" },
] as const;

const genders = ["male", "female"] as const;

/** A cell of the table. */
export interface GridCell {
  /** Such as "0.965", or "-". */
  readonly text: string;
  /** Whether no system is better here, as rounded. */
  readonly isBest: boolean;
}

/** The document's gender table as data. */
export interface GenderGrid {
  /** Data sets with known genders, in their order; each has six columns: male and female of recall, precision and F1. */
  readonly sets: readonly { readonly name: string; readonly males: number; readonly females: number }[];
  /** A row a system, its cells in the order of the columns. */
  readonly rows: readonly { readonly name: string; readonly cells: readonly GridCell[] }[];
}

/** Lays out the document's gender table. Data sets without a known gender have no columns. */
export function layGenderGrid(systems: readonly ComparedSystem[]): GenderGrid {
  const places = [...(systems[0]?.sets ?? []).keys()].filter((place) =>
    systems.some(({ sets }) => sets[place]!.measurement.gender.count > 0),
  );
  const columns = places.flatMap((place) =>
    genderFigures.flatMap(({ key }) =>
      genders.map((gender) => systems.map(({ sets }) => sets[place]!.measurement.gender[gender][key].value)),
    ),
  );
  const best = columns.map((values) => bestOf(values, formatShare, Math.max));
  return {
    sets: places.map((place) => {
      const { name, measurement } = systems[0]!.sets[place]!;
      const { male, female } = measurement.gender.confusion;
      return { name, males: male.male + male.female, females: female.male + female.female };
    }),
    rows: systems.map(({ name }, row) => ({
      name,
      cells: columns.map((values, column) => {
        const text = formatShare(values[row]!);
        return { text, isBest: text === best[column] };
      }),
    })),
  };
}

/** The text of the best of some values; null if there is none or nothing to compare with. */
export function bestOf(
  values: readonly (number | null)[],
  format: (value: number) => string,
  better: (...values: number[]) => number,
): string | null {
  const known = values.filter((value) => value !== null);
  return known.length > 1 ? format(better(...known)) : null;
}
