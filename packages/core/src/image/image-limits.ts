import { InvalidArgumentError } from "../errors";
import { describeValue } from "../values/describe-value";
import { type ImageFormat, imageFormats, pixelFormats } from "./image-format";

/** Where a picture given as a text or URL may be read from. */
export type LocationKind = "file" | "http" | "data" | "blob";

/** Limits of a picture, and where it may come from. The defaults suit a server; see docs/guides/limits.md. */
export interface ImageLimits {
  /** Most pixels of a picture, width x height. Default 50,000,000. */
  maximumPixels?: number | undefined;
  /** Most bytes of a picture's file. Default 64 MiB. */
  maximumBytes?: number | undefined;
  /**
   * Formats that may be read; a file's content counts, not its name. Default: all that the platform reads except "svg" and "pdf",
   * which are drawing instructions, not pixels, and can take minutes.
   */
  formats?: readonly ImageFormat[] | undefined;
  /**
   * What a text or a URL may name: "file" (the disk, Node), "http", "data" and "blob". Default: all. **Use `[]` on a server that
   * passes on what users send**: this allows only bytes and pixels, so that nobody can make the server read its own files or call
   * other servers.
   */
  allowedLocations?: readonly LocationKind[] | undefined;
  /** Milliseconds for decoding, in Node. Default 30,000. */
  decodeTimeout?: number | undefined;
}

/** {@link ImageLimits} with every field. */
export type CompleteImageLimits = { readonly [Name in keyof ImageLimits]-?: NonNullable<ImageLimits[Name]> };

/** Names of the options. */
export const imageLimitNames = [
  "maximumPixels",
  "maximumBytes",
  "formats",
  "allowedLocations",
  "decodeTimeout",
] as const satisfies readonly (keyof ImageLimits)[];

const locationKinds: readonly LocationKind[] = ["file", "http", "data", "blob"];

/** @throws InvalidArgumentError for an invalid limit. */
export function completeLimits({
  maximumPixels = 50_000_000,
  maximumBytes = 64 * 2 ** 20,
  formats = pixelFormats,
  allowedLocations = locationKinds,
  decodeTimeout = 30_000,
}: ImageLimits): CompleteImageLimits {
  for (const [name, value] of Object.entries({ maximumPixels, maximumBytes, decodeTimeout }))
    if (!(typeof value === "number" && value >= 1))
      throw new InvalidArgumentError(`Expected ${name} to be a number >= 1, received ${describeValue(value)}.`);
  checkList("formats", formats, imageFormats);
  checkList("allowedLocations", allowedLocations, locationKinds);
  return { maximumPixels, maximumBytes, formats, allowedLocations, decodeTimeout };
}

function checkList(name: string, values: readonly string[], known: readonly string[]): void {
  const bad = Array.isArray(values) ? values.find((value) => !known.includes(value)) : values;
  if (bad !== undefined)
    throw new InvalidArgumentError(
      `Expected ${name} to be a list of ${known.join(", ")}, received ${describeValue(bad)}.`,
    );
}
