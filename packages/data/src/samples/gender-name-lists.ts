import { join } from "node:path";
import { DataError } from "@fagr/core";
import { FileIndex } from "./source-folder";
import { readLines } from "./table";

/** Where the lists of people's names are. */
export interface GenderNameListOptions {
  /** List of the men. Default `male_names.txt` in the folder or beside it. */
  readonly maleNames?: string;
  /** List of the women. Default `female_names.txt` in the folder or beside it. */
  readonly femaleNames?: string;
}

/** Returns the gender of a person's picture; null if no list has it, or both. */
export type GenderOfPicture = (person: string, picture: string) => 0 | 1 | null;

/**
 * Reads two lists of names, one name a line: of people (`Tara_Kirk`), or of pictures (`Tara_Kirk_0001.jpg`, with folders before
 * it or not), as the lists that Afifi and Abdelhamed (2017) made for LFW. A picture's own line takes precedence over its
 * person's.
 *
 * @throws DataError if a list is missing.
 */
export async function readGenderNameLists(
  folder: string,
  { maleNames, femaleNames }: GenderNameListOptions,
): Promise<GenderOfPicture> {
  const index = new FileIndex();
  const read = async (name: string, path: string | undefined) => {
    const list = path ?? (await index.firstOf(folder, [name, join("..", name)]));
    if (list) return new Set((await readLines(list)).flatMap(({ text }) => keysOf(text)));
    throw new DataError(
      join(folder, name),
      `Expected ${name}, a list with one person or picture a line, in ${folder} or beside it. The pictures come without genders: get or make such lists and put them there.`,
    );
  };
  const lists = [await read("female_names.txt", femaleNames), await read("male_names.txt", maleNames)] as const;
  return (person, picture) => {
    for (const key of [withoutExtension(picture), person]) {
      const [female, male] = lists.map((list) => list.has(key));
      if (female !== male) return male ? 1 : 0;
    }
    return null;
  };
}

/** A line about a picture also says the person's gender. */
function keysOf(line: string): string[] {
  const name = withoutExtension(line.split(/[\\/\t]/).findLast((part) => !/^\d*$/.test(part)) ?? line);
  const person = name.replace(/_\d{4}$/, "");
  return [name, person];
}

const withoutExtension = (name: string) => name.replace(/\.(jpe?g|png)$/i, "");
