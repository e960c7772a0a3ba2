/**
 * Files in Node that are complete or absent, and folders with one writer at a time.
 *
 * A file is written beside its place and renamed, so that a crash leaves the old one or the new one. A lock names the process that holds a
 * folder.
 *
 * @module @fagr/core/files
 */

export { type FolderLock, lockFolder } from "./lock-folder";
export { readTextFile, readWholeFile } from "./read-whole-file";
export { WholeAppender } from "./whole-appender";
export { explainWriteFailure, writeAll } from "./write-all";
export { writeWholeFile } from "./write-whole-file";
