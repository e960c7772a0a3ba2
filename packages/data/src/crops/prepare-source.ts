import { relative, sep } from "node:path";
import type { FaceSample, ReaderOptions } from "../samples/face-sample";

/** Labelled pictures to prepare. */
export interface PrepareSource {
  /** Name of the data set, which its samples have as their source. Names must differ within a folder. */
  readonly name: string;
  /** Folder that the manifest's file names are relative to, so that a data set may lie anywhere. */
  readonly root: string;
  /**
   * Reads the samples from the beginning, in the same order each time: once to list the pictures, once to crop them. For example
   * `(options) => readUtkFace("data/utkface", options)`.
   */
  readonly read: (options: ReaderOptions) => AsyncIterable<FaceSample> | Iterable<FaceSample>;
}

/** A file's name in a manifest: relative to the root of its source, with slashes on every system. */
export function nameBelowRoot({ root }: PrepareSource, file: string): string {
  return relative(root, file).split(sep).join("/");
}
