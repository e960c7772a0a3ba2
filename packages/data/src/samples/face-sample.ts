/** Which part of a batch a face belongs to: a half of the document's batch, or a name of your own that a recipe's quotas use. */
export type Domain = "asian" | "americanEuropean" | (string & {});

/** One labelled picture. */
export interface FaceSample {
  /** Path of the image file; for a picture inside another file its name there, such as `faces.tfrecord#12`. */
  readonly file: string;
  /** The encoded picture (JPEG, PNG, WebP) if it has no file of its own. */
  readonly bytes?: Uint8Array;
  /** Years, or null where unknown. */
  readonly age: number | null;
  /** Lowest and highest age in years, where the label is a band; `age` is null then. */
  readonly ageBand?: readonly [lowest: number, highest: number];
  /** 0 female, 1 male, or null where unknown. */
  readonly gender: 0 | 1 | null;
  readonly domain: Domain;
  /**
   * Who is in the picture, if the data set knows: faces of one person (or of one family, whose members look alike) stay on one
   * side of a split. Unique within the data set.
   */
  readonly person?: string;
  /** Groups that the person belongs to, where the data set states them, in its own words: `{ ethnicity: "Asian" }`. */
  readonly groups?: Readonly<Record<string, string>>;
  /** Further labels of the face by attribute, `{ glasses: "yes" }`, for networks with such heads. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Name of the data set. */
  readonly source: string;
}

/** A skipped picture, and why. */
export interface SkippedSample {
  readonly file: string;
  readonly reason: string;
}

/** Options of every reader. */
export interface ReaderOptions {
  /** Called for every skipped file; without it they are skipped silently. */
  readonly onSkip?: (skipped: SkippedSample) => void;
  /** Domain of every sample; overrides the data set's own rule. */
  readonly domain?: Domain;
}
