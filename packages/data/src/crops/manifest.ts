import type { CompleteQuality, QualityOptions } from "../quality/quality-filter";
import type { HashedSample } from "../samples/split";
import type { CropCounts } from "./count-samples";
import type { CropSetDescription } from "./crop-set";

/** Name and version of the format of a packed folder. */
export const cropsFormat = "fagr-crops/2";

/** The files of a packed folder. */
export const packedFiles = { manifest: "crops.json", crops: "crops.bin", dropped: "dropped.jsonl" } as const;

/** A sample that was packed. Its file is named below the root of its source, with slashes. */
export interface PackedSample extends HashedSample {
  /** See `measureSharpness`; one decimal. */
  readonly sharpness: number;
}

/** Which faces are packed. */
export interface SelectionOptions extends QualityOptions {
  /**
   * Largest prominence (area x closeness to the centre, see `faceProminence` of core) of a second face, as a share of that of the
   * chosen face. Default 0.5: if two faces are similarly prominent, the label may belong to either. Infinity always takes the
   * most prominent one.
   */
  readonly largestRival?: number | undefined;
}

/** {@link SelectionOptions} with every field. */
export interface CompleteSelection extends CompleteQuality {
  readonly largestRival: number;
}

/** A file that lies beside the manifest. */
export interface PackedFile {
  readonly file: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/**
 * Describes a folder of packed crops: `crops.json`, beside `crops.bin` (`[count, size, size, 3]` RGB 0..255) and `dropped.jsonl`
 * (one `DroppedSample` a line). It contains no time, machine or folder outside the sources, so that the same pictures and options
 * give the same bytes.
 */
export interface CropSetManifest extends CropSetDescription {
  readonly format: typeof cropsFormat;
  /** The detector; null if pictures were used whole. */
  readonly detector: string | null;
  /** The quality filter's options. An infinite `largestRival` is null here. */
  readonly selection: CompleteQuality & { readonly largestRival: number | null };
  /** SHA-256 of everything that determines the crops: pictures, labels and options. */
  readonly inputs: string;
  readonly crops: PackedFile;
  readonly dropped: PackedFile;
  readonly counts: CropCounts;
  readonly samples: readonly PackedSample[];
}

/** The manifest as text that people can read: a field a line, then a sample a line. */
export function formatManifest({ samples, ...head }: CropSetManifest): string {
  const fields = JSON.stringify(head, null, 2).slice(0, -2);
  const lines = samples.map((sample) => `    ${JSON.stringify(sample)}`);
  return `${fields},\n  "samples": [\n${lines.join(",\n")}\n  ]\n}\n`;
}
