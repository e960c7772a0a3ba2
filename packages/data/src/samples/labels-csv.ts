import type { Gender } from "@fagr/core";
import { checkPath } from "./check-reader";
import type { Domain } from "./face-sample";
import { ageOf, type ChosenColumns, chooseColumns, genderOf, type LabelColumns } from "./label-columns";
import { documentDomains, oldestAge, parseAge, rowError } from "./label-values";
import { readTable, type TableRow } from "./table";

/** A row of a labels file. */
export interface LabelRow {
  /** As the file has it. */
  readonly file: string;
  /** Years; null where unknown. */
  readonly age: number | null;
  /** Lowest and highest age in years, where the file has a band and no age. */
  readonly ageBand?: readonly [lowest: number, highest: number];
  readonly gender: Gender | null;
  /** If the file has a column domain. */
  readonly domain?: Domain;
  /** If the file has a column person and it is not blank. */
  readonly person?: string;
  /** The cells of the columns `group:NAME` that are not blank, by NAME. */
  readonly groups?: Readonly<Record<string, string>>;
  /** The cells of the columns that the option attributes names, by these names; blank ones are left out. */
  readonly attributes?: Readonly<Record<string, string>>;
}

const groupPrefix = "group:";

/**
 * Reads a CSV file with the columns file, age and gender, in any order, separated by commas, semicolons or tabs, in UTF-8 or
 * UTF-16. The column age or gender may be missing. An age is in years, or a band such as `31-45` or `60+`; a gender is 1, male or
 * m, or 0, female or f. A blank means unknown. `columns` sets other names and words.
 *
 * A column domain counts if all its values are
 * "asian", "americanEuropean" or blank. Columns age_min and age_max state a band of years where the age is blank; a column person says
 * which pictures show the same person. Columns such as group:ethnicity say what groups a person or picture belongs to, for
 * measuring group by group; other columns are ignored.
 *
 * @throws DataError, with the number of the line, if a row is invalid.
 *
 * @example
 * ```ts
 * const rows = await readLabels("faces.csv", { file: "path", gender: "sex", male: "H", female: "F" });
 * ```
 */
export async function readLabels(labelsFile: string, columns: LabelColumns = {}): Promise<LabelRow[]> {
  checkPath(labelsFile, "readLabels()");
  let chosen: ChosenColumns | undefined;
  const rows = await readTable(labelsFile, {
    columns: [],
    expected: "labels",
    checkHeader(header) {
      chosen = chooseColumns(header, labelsFile, columns);
    },
  });
  // Elsewhere a column of this name says which collection or photographer a picture is from.
  const hasDomains = rows.every(({ cells: { domain = "" } }) => domain === "" || isDomain(domain));
  return rows.map((row) => {
    const { domain } = row.cells;
    return {
      ...toLabel(row, labelsFile, { chosen: chosen!, columns }),
      ...(hasDomains && domain && isDomain(domain) ? { domain } : {}),
    };
  });
}

const isDomain = (text: string): text is Domain => (documentDomains as readonly string[]).includes(text);

function toLabel(
  { cells, line }: TableRow,
  labelsFile: string,
  { chosen, columns }: { chosen: ChosenColumns; columns: LabelColumns },
): LabelRow {
  const cellOf = (name: string | undefined) => (name === undefined ? "" : (cells[name] ?? ""));
  const [file, ageText, genderText] = [chosen.file, chosen.age, chosen.gender].map(cellOf) as [string, string, string];
  if (file === "") throw rowError(labelsFile, line, `the name of an image in the column ${chosen.file}`, file);
  const age = ageOf(ageText);
  if (!age)
    throw rowError(
      labelsFile,
      line,
      `an age of 0 to ${oldestAge} years, a band such as 31-45 or blank in the column ${chosen.age}`,
      ageText,
    );
  const gender = genderOf(genderText, columns);
  if (gender === undefined) {
    const { male = "1, male or m", female = "0, female or f" } = columns;
    throw rowError(
      labelsFile,
      line,
      `${male} (male), ${female} (female) or blank in the column ${chosen.gender} (the options male and female set other words: ?male=...&female=...)`,
      genderText,
    );
  }
  const groups = Object.entries(cells)
    .filter(([column, value]) => column.startsWith(groupPrefix) && value !== "")
    .map(([column, value]) => [column.slice(groupPrefix.length).trim(), value]);
  const attributes = (columns.attributes ?? []).flatMap((name) => {
    const label = cellOf(name.toLowerCase());
    return label === "" ? [] : [[name, label]];
  });
  const isBandAsked = age.age === null && age.ageBand === undefined && chosen.age !== undefined;
  return {
    file,
    ...age,
    ...(isBandAsked ? parseBand({ cells, line }, labelsFile) : {}),
    gender: gender === null ? null : gender === 1 ? "male" : "female",
    ...(cells.person ? { person: cells.person } : {}),
    ...(groups.length > 0 ? { groups: Object.fromEntries(groups) } : {}),
    ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
  };
}

/** The band of the columns age_min and age_max, if both are given. */
function parseBand({ cells, line }: TableRow, labelsFile: string): Pick<LabelRow, "ageBand"> {
  const { age_min: lowestText = "", age_max: highestText = "" } = cells;
  if (lowestText === "" && highestText === "") return {};
  const [lowest, highest] = [parseAge(lowestText), parseAge(highestText)];
  if (lowest === undefined || highest === undefined || lowest > highest)
    throw rowError(
      labelsFile,
      line,
      `ages of 0 to ${oldestAge} years in the columns age_min and age_max, the first not above the second, or both blank`,
      `${lowestText}, ${highestText}`,
    );
  return { ageBand: [lowest, highest] };
}
