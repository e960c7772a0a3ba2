import type { Gender } from "@fagr/core";
import { checkPath } from "./check-reader";
import type { Domain } from "./face-sample";
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
  /** Where the file has a column domain with this value. */
  readonly domain?: Domain;
  /** Where the file has a column person that is not blank. */
  readonly person?: string;
  /** The cells of the columns `group:NAME` that are not blank, by NAME. */
  readonly groups?: Readonly<Record<string, string>>;
}

const groupPrefix = "group:";

/**
 * Reads a CSV file with the columns file, age and gender, in any order. A column domain counts if all its values are
 * "asian", "americanEuropean" or blank. Columns age_min and age_max state a band of years where the age is blank; a column person says
 * which pictures show the same person. Columns such as group:ethnicity say what groups a person or picture belongs to, for
 * measuring group by group; other columns are ignored.
 *
 * @throws DataError, with the number of the line, if a row breaks these rules.
 */
export async function readLabels(labelsFile: string): Promise<LabelRow[]> {
  checkPath(labelsFile, "readLabels()");
  const rows = await readTable(labelsFile, {
    columns: ["file", "age", "gender"],
    expected: "the columns file, age (years or blank) and gender (1 male, 0 female, or blank), named in the first line",
  });
  // Elsewhere a column of this name says which collection or photographer a picture is from.
  const hasDomains = rows.every(({ cells: { domain = "" } }) => domain === "" || isDomain(domain));
  return rows.map((row) => {
    const { domain } = row.cells;
    return { ...toLabel(row, labelsFile), ...(hasDomains && domain && isDomain(domain) ? { domain } : {}) };
  });
}

const isDomain = (text: string): text is Domain => (documentDomains as readonly string[]).includes(text);

function toLabel({ cells, line }: TableRow, labelsFile: string): LabelRow {
  const { file = "", age: ageText = "", gender: genderText = "" } = cells;
  if (file === "") throw rowError(labelsFile, line, "the name of an image in the column file", file);
  const age = ageText === "" ? null : parseAge(ageText);
  if (age === undefined)
    throw rowError(labelsFile, line, `an age of 0 to ${oldestAge} years or blank in the column age`, ageText);
  const gender = genderText === "" ? null : Number(genderText);
  if (gender !== null && gender !== 0 && gender !== 1)
    throw rowError(labelsFile, line, "1 (male), 0 (female) or blank in the column gender", genderText);
  const groups = Object.entries(cells)
    .filter(([column, value]) => column.startsWith(groupPrefix) && value !== "")
    .map(([column, value]) => [column.slice(groupPrefix.length).trim(), value]);
  return {
    file,
    age,
    ...(age === null ? parseBand({ cells, line }, labelsFile) : {}),
    gender: gender === null ? null : gender === 1 ? "male" : "female",
    ...(cells.person ? { person: cells.person } : {}),
    ...(groups.length > 0 ? { groups: Object.fromEntries(groups) } : {}),
  };
}

/** The band of the columns age_min and age_max, where both are given. */
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
