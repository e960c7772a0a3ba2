import { markdownTable } from "markdown-table";
import type { Estimate } from "../measures/estimate";
import type { FaceMeasurement } from "../measures/face-measurement";

/** A measurement and its name: a model, a data set, a backend. */
export interface NamedMeasurement {
  readonly name: string;
  readonly measurement: FaceMeasurement;
}

/** A figure that cannot be had. */
export const nothing = "-";

/** A share with three digits: 0.965. */
export const formatShare = (value: number | null) => (value === null ? nothing : value.toFixed(3));
/** Years with two digits: 4.83. */
export const formatYears = (value: number | null) => (value === null ? nothing : value.toFixed(2));
/** Years too many or too few: +0.42, -1.07. */
export const formatBias = (value: number | null) =>
  value === null ? nothing : `${value > 0 ? "+" : ""}${Number(value.toFixed(2)) === 0 ? "0.00" : value.toFixed(2)}`;

/** A figure with its interval: 0.965 [0.957, 0.972]. */
export function formatEstimate({ value, interval }: Estimate, format: (value: number | null) => string): string {
  return interval ? `${format(value)} [${interval.map(format).join(", ")}]` : format(value);
}

/** A column: its name, and its cell for each row. The first columns say what a row is about, numbers stand to the right. */
export interface Column<Row> {
  readonly name: string;
  readonly cell: (row: Row) => string | number;
  readonly isText?: boolean;
}

/** A Markdown table that is legible as text too; a table without rows is "". */
export function drawTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  if (rows.length === 0) return "";
  const cells = rows.map((row) => columns.map(({ cell }) => String(cell(row)).replaceAll("|", "\\|")));
  return markdownTable([columns.map(({ name }) => name), ...cells], {
    align: columns.map(({ isText }) => (isText ? "l" : "r")),
  });
}
