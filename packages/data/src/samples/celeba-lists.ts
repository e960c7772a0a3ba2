import { DataError } from "@fagr/core";
import { rowError } from "./label-values";
import { readLines, readTable } from "./table";

/** What CelebA says about a picture. */
export interface AttributeRow {
  readonly name: string;
  readonly male: boolean;
}

/**
 * Reads the attribute Male of `list_attr_celeba.txt`: the first line is the number of pictures, the second names the
 * attributes, each other has a picture's name and 1 or -1 for each attribute. The CSV has a column image_id instead.
 *
 * @throws DataError, with the number of the line, where a row is none of these.
 */
export async function readCelebAAttributes(file: string): Promise<AttributeRow[]> {
  const rows = file.endsWith(".csv") ? await readAttributeTable(file) : await readAttributeLines(file);
  return rows.map(({ name, value, line }) => {
    if (value !== "1" && value !== "-1") throw rowError(file, line, "1 or -1 as the attribute Male", value);
    return { name, male: value === "1" };
  });
}

type RawRow = { name: string; value: string; line: number };

async function readAttributeTable(file: string): Promise<RawRow[]> {
  const expected = "the columns image_id and Male";
  const rows = await readTable(file, { columns: ["image_id", "male"], expected });
  return rows.map(({ cells, line }) => ({ name: cells.image_id ?? "", value: cells.male ?? "", line }));
}

async function readAttributeLines(file: string): Promise<RawRow[]> {
  const [count, header, ...rows] = await readLines(file);
  const attributes = header?.text.split(/\s+/) ?? [];
  const male = attributes.indexOf("Male");
  if (!count || male < 0)
    throw new DataError(
      file,
      `${file}: expected the number of pictures in line 1 and the names of the attributes, Male among them, in line 2; received "${header?.text.slice(0, 60) ?? ""}".`,
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
    return { name, value: values[male]!, line };
  });
}

/**
 * Reads `list_eval_partition.txt` or `.csv`: pictures' names and 0 (training), 1 (validation) or 2 (test).
 *
 * @throws DataError, with the number of the line, where a row is none of these.
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
