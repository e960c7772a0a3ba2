import { DataError } from "@fagr/core";
import { readWholeFile } from "@fagr/core/files";

/** The two bytes that UTF-16 begins with, by the names of TextDecoder. */
const marks = [
  ["utf-16le", 0xff, 0xfe],
  ["utf-16be", 0xfe, 0xff],
] as const;

/**
 * The text of a file of labels: UTF-8, or UTF-16 as spreadsheets and PowerShell write it; without its byte order mark.
 *
 * @throws DataError if the file cannot be read or is neither.
 */
export async function readLabelText(file: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readWholeFile(file, { maximumBytes: 2 ** 28 });
  } catch (cause) {
    throw new DataError(
      file,
      `Expected a file of labels at ${file}, but it cannot be read: ${(cause as Error).message}. Check the path, or unpack the labels there.`,
      { cause },
    );
  }
  const encoding =
    marks.find(([, first, second]) => bytes[0] === first && bytes[1] === second)?.[0] ?? withoutMark(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new DataError(
      file,
      `Expected text in UTF-8 or UTF-16 in ${file}, but some of its bytes are neither. Save it as UTF-8; in Excel choose "CSV UTF-8".`,
      { cause },
    );
  }
}

/** ASCII in UTF-16 has a zero in every second place, the first or the second one. */
function withoutMark(bytes: Uint8Array): string {
  if (bytes.length < 2 || bytes.length % 2 === 1) return "utf-8";
  if (bytes[0] === 0 && bytes[1] !== 0) return "utf-16be";
  return bytes[1] === 0 ? "utf-16le" : "utf-8";
}
