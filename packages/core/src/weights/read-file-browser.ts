import type { ReadLocalFile } from "./read-file";

/** Pages have no files of their own: a plain path is relative to the page and goes through fetch. */
export const readLocalFile: ReadLocalFile | null = null;
