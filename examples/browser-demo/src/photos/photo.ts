import type { Analysis, PhotoAnalysis } from "../answers";
import type { Truth } from "../samples/truth-words";

/** A photo of the visitor's, or a sample. */
export interface Photo {
  /** Its number on this page, for the worker to know it again. */
  readonly id: number;
  readonly name: string;
  readonly file: Blob;
  /** What is known of it; without a thumbnail as long as it has not been looked at in this tab. */
  analysis?: Analysis | PhotoAnalysis;
  /** The same with the boxes that the visitor has moved. */
  moved?: Analysis;
  /** What is known of who is on it, for a sample that may be answered wrongly. */
  readonly truth?: Truth;
  /** Whether the answer is one that came with the page, and not of this tab. */
  isStored?: boolean;
  error?: Error;
}

/** Whether it has to be looked at yet. */
export const isWaiting = ({ analysis, error, isStored }: Photo): boolean => isStored || !(analysis || error);

let count = 0;

export const createPhoto = (name: string, file: Blob, stored?: Analysis, truth?: Truth): Photo => ({
  id: ++count,
  name,
  file,
  ...(truth ? { truth } : {}),
  ...(stored ? { analysis: stored, isStored: true } : {}),
});
