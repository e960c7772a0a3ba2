/** Which half of the document's batch a face belongs to. */
export type Domain = "asian" | "americanEuropean";

/** One labelled picture. */
export interface FaceSample {
  /** Path of the image file. */
  readonly file: string;
  /** Years, or null where unknown. */
  readonly age: number | null;
  /** 0 female, 1 male, or null where unknown. */
  readonly gender: 0 | 1 | null;
  readonly domain: Domain;
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
}
