import { DataError } from "@fagr/core";
import { rowError } from "./label-values";
import { readLines, readTable } from "./table";

/** CelebA's labels of a picture. */
export interface AttributeRow {
  readonly name: string;
  readonly male: boolean;
  /** The requested attributes, "yes" or "no", by their names in a network: `wearingHat`. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/**
 * Reads attributes of `list_attr_celeba.txt`: the first line is the number of pictures, the second names the
 * attributes, each other has a picture's name and 1 or -1 for each attribute. The CSV has a column image_id instead.
 *
 * @param further - Attributes to read besides Male, with the list's names: `Wearing_Hat`.
 * @throws DataError, with the number of the line, for an invalid row, and for an attribute that the list lacks.
 */
export async function readCelebAAttributes(file: string, further: readonly string[] = []): Promise<AttributeRow[]> {
  const wanted = ["Male", ...further];
  const rows = file.endsWith(".csv") ? await readAttributeTable(file, wanted) : await readAttributeLines(file, wanted);
  return rows.map(({ name, values, line }) => {
    for (const [index, value] of values.entries())
      if (value !== "1" && value !== "-1")
        throw rowError(file, line, `1 or -1 as the attribute ${wanted[index]}`, value);
    const [male, ...others] = values.map((value) => value === "1");
    const attributes = others.map((is, index) => [camelCase(further[index]!), is ? "yes" : "no"]);
    return { name, male: male!, ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}) };
  });
}

type RawRow = { name: string; values: string[]; line: number };

/** `Wearing_Hat` as `wearingHat`. */
function camelCase(attribute: string): string {
  const joined = attribute.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
  return joined[0]!.toLowerCase() + joined.slice(1);
}

async function readAttributeTable(file: string, wanted: readonly string[]): Promise<RawRow[]> {
  const columns = wanted.map((name) => name.toLowerCase());
  const expected = `the columns image_id and ${wanted.join(", ")}`;
  const rows = await readTable(file, { columns: ["image_id", ...columns], expected });
  return rows.map(({ cells, line }) => ({
    name: cells.image_id ?? "",
    values: columns.map((column) => cells[column] ?? ""),
    line,
  }));
}

async function readAttributeLines(file: string, wanted: readonly string[]): Promise<RawRow[]> {
  const [count, header, ...rows] = await readLines(file);
  const attributes = header?.text.split(/\s+/) ?? [];
  const missing = wanted.find((name) => !attributes.includes(name));
  if (!count || missing !== undefined)
    throw new DataError(
      file,
      `${file}: expected the number of pictures in line 1 and the names of the attributes, ${missing ?? "Male"} among them, in line 2; received "${header?.text.slice(0, 60) ?? ""}".`,
    );
  if (Number(count.text) !== rows.length)
    throw new DataError(
      file,
      `${file}: line 1 announces ${count.text} pictures, received ${rows.length} rows. Download the list again.`,
    );
  return rows.map(({ text, line }) => {
    const [name = "", ...values] = text.split(/\s+/);
    if (values.length !== attributes.length)
      throw rowError(file, line, `a name and ${attributes.length} attributes`, text.slice(0, 60));
    return { name, values: wanted.map((attribute) => values[attributes.indexOf(attribute)]!), line };
  });
}

/**
 * Reads `list_eval_partition.txt` or `.csv`: pictures' names and 0 (training), 1 (validation) or 2 (test).
 *
 * @throws DataError, with the number of the line, for an invalid row.
 */
export async function readCelebAPartition(file: string): Promise<ReadonlyMap<string, number>> {
  const separator = file.endsWith(".csv") ? "," : /\s+/;
  const parts = new Map<string, number>();
  for (const { text, line } of await readLines(file)) {
    const [name = "", part = ""] = text.split(separator);
    if (line === 1 && name === "image_id") continue;
    if (!/^[012]$/.test(part)) throw rowError(file, line, "a name and 0, 1 or 2", text);
    parts.set(name, Number(part));
  }
  return parts;
}
