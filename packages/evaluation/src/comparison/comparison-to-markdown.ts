// Tables that compare several systems side by side, as papers do: age errors by range, gender accuracy by group.
import { drawTable, formatEstimate, formatYears } from "../report/format";
import type { ComparedSystem } from "./compared-system";
import { bestOf, genderFigures, layGenderGrid } from "./gender-grid";

/**
 * The document's gender table in its own form: a row per system, the data sets side by side, with recall, precision and F1 for
 * men and for women; the best of a column is bold.
 *
 * @returns An HTML table, as Markdown may hold it (its own tables have no cells over several columns); "" where no gender is known.
 *
 * @example
 * ```ts
 * const systems = [{ name: "ours", sets: [{ name: "LFW", measurement }] }];
 * console.log(genderComparisonTable(systems));
 * ```
 */
export function genderComparisonTable(systems: readonly ComparedSystem[]): string {
  const { sets, rows } = layGenderGrid(systems);
  if (sets.length === 0) return "";
  const head = (text: string, span: number) => `<th colspan="${span}">${escapeHtml(text)}</th>`;
  const header = [
    `<th rowspan="3">system</th>${sets.map(({ name, males, females }) => head(`${name} (${males} men, ${females} women)`, 6)).join("")}`,
    sets.map(() => genderFigures.map(({ title }) => head(title, 2)).join("")).join(""),
    sets.map(() => genderFigures.map(() => "<th>male</th><th>female</th>").join("")).join(""),
  ];
  const body = rows.map(
    ({ name, cells }) =>
      `<td>${escapeHtml(name)}</td>${cells
        .map(({ text, isBest }) => `<td align="right">${isBest ? `<b>${text}</b>` : text}</td>`)
        .join("")}`,
  );
  const lines = (cells: readonly string[]) => cells.map((row) => `<tr>${row}</tr>`);
  return ["<table>", "<thead>", ...lines(header), "</thead>", "<tbody>", ...lines(body), "</tbody>", "</table>"].join(
    "\n",
  );
}

/**
 * The mean absolute age error of each system on each data set with known ages, years, with intervals; the lowest is bold. A row a system.
 *
 * @returns A Markdown table; "" where no age is known.
 */
export function ageComparisonTable(systems: readonly ComparedSystem[]): string {
  const places = [...(systems[0]?.sets ?? []).keys()].filter((place) =>
    systems.some(({ sets }) => sets[place]!.measurement.age.count > 0),
  );
  if (places.length === 0) return "";
  return drawTable(systems, [
    { name: "system", cell: ({ name }) => name, isText: true },
    ...places.map((place) => {
      const errors = systems.map(({ sets }) => sets[place]!.measurement.age.mae.value);
      const best = bestOf(errors, formatYears, Math.min);
      const { name, measurement } = systems[0]!.sets[place]!;
      return {
        name: `${name} (${measurement.age.count} faces)`,
        cell: ({ sets }: ComparedSystem) => {
          const { mae } = sets[place]!.measurement.age;
          const text = formatEstimate(mae, formatYears);
          return formatYears(mae.value) === best ? `**${text}**` : text;
        },
      };
    }),
  ]);
}

const escapeHtml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
