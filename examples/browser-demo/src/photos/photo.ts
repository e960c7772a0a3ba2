import type { Analysis, PhotoAnalysis } from "../answers";

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
  /** Whether the answer is one that came with the page, and not of this tab. */
  isStored?: boolean;
  error?: Error;
}

/** Whether it has to be looked at yet. */
export const isWaiting = ({ analysis, error, isStored }: Photo): boolean => isStored || !(analysis || error);

let count = 0;

export const createPhoto = (name: string, file: Blob, stored?: Analysis): Photo => ({
  id: ++count,
  name,
  file,
  ...(stored ? { analysis: stored, isStored: true } : {}),
});
