/** Which part of a batch a face belongs to: a half of the document's, or a name of your own that a recipe's quotas use. */
export type Domain = "asian" | "americanEuropean" | (string & {});

/** One labelled picture. */
export interface FaceSample {
  /** Path of the image file; for a picture inside another file its name there, such as `faces.tfrecord#12`. */
  readonly file: string;
  /** The encoded picture (JPEG, PNG, WebP) where it is no file of its own. */
  readonly bytes?: Uint8Array;
  /** Years, or null where unknown. */
  readonly age: number | null;
  /** Lowest and highest age in years, where the label is a band; `age` is null then. */
  readonly ageBand?: readonly [lowest: number, highest: number];
  /** 0 female, 1 male, or null where unknown. */
  readonly gender: 0 | 1 | null;
  readonly domain: Domain;
  /**
   * Who is in the picture, where the data set knows: faces of one person (or of one family, where resemblance tells) stay on
   * one side of a split. Counts within its data set.
   */
  readonly person?: string;
  /** Groups that the person belongs to, where the data set states them, in its own words: `{ ethnicity: "Asian" }`. */
  readonly groups?: Readonly<Record<string, string>>;
  /** What is known of the face beside age and gender, by attribute: `{ glasses: "yes" }`. What networks with such heads are taught. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Name of the data set. */
  readonly source: string;
}

/** A picture that was left out, and why. */
export interface SkippedSample {
  readonly file: string;
  readonly reason: string;
}

/** What every reader takes besides its folder. */
export interface ReaderOptions {
  /** Called for every file that is left out; without it they are left out silently by choice of the caller. */
  readonly onSkip?: (skipped: SkippedSample) => void;
  /** Domain of every sample, in place of the one that the data set's own rule gives. */
  readonly domain?: Domain;
}
