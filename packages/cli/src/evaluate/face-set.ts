import type { FaceDetector } from "@fagr/core";
import type { DropReason, HashedSample } from "@fagr/data";
import type { FileToAnalyze } from "../engine/analyze-files";

/** The faces of one data set that a model is measured on, each once. */
export interface FaceSet {
  /** Name of the data set. */
  readonly name: string;
  /** What the command line says of it. */
  readonly spec: string;
  /** With the merged labels of all copies, and the file named below the folder of the data set. */
  readonly faces: readonly HashedSample[];
  /** Pictures that cannot be read. */
  readonly unreadable: readonly UnreadablePicture[];
  /** How many pictures are no faces to measure, by reason; those that another part or a limit leaves out do not count. */
  readonly leftOut: Readonly<Partial<Record<DropReason, number>>>;
  /** Known faces: what found them, and where they are. Without it they are detected. */
  readonly located?: FaceDetector;
  /** The pictures of the faces in their order, but for those that are done. */
  pictures(done: ReadonlySet<string>): AsyncIterable<FileToAnalyze>;
}

/** A picture that cannot be read, and why. */
export interface UnreadablePicture {
  readonly file: string;
  readonly reason: string;
}
