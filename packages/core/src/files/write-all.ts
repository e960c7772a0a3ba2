import type { FileHandle } from "node:fs/promises";
import { type FagrError, isFagrError, WriteError } from "../errors";

/**
 * Writes bytes to the last one. The operating system may take fewer than it is given, as on a disk that is nearly full.
 *
 * @param options - `file`: its path, for messages. `position`: where in the file; left out, where the handle stands.
 * @throws WriteError naming the file and what to do.
 */
export async function writeAll(
  handle: FileHandle,
  bytes: Uint8Array,
  { file, position }: { file: string; position?: number },
): Promise<void> {
  try {
    for (let done = 0; done < bytes.length; ) {
      const at = position === undefined ? null : position + done;
      const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at);
      if (bytesWritten === 0) throw new Error("the disk takes no more bytes");
      done += bytesWritten;
    }
  } catch (error) {
    throw explainWriteFailure(error, { file, bytes: bytes.length });
  }
}

const advice: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full. Make room, or write to another disk; then give the same command again",
  EDQUOT: "your quota of the disk is used up. Make room, or write to another disk; then give the same command again",
  EFBIG: "the file system holds no file as large. Write to another disk",
  EROFS: "the file system is read-only. Write to another folder",
  EACCES: "this is not allowed. Check the rights of the folder, or write to another",
  EPERM: "this is not allowed. Check the rights of the folder, or write to another",
  EISDIR: "there is a folder of this name. Take another name",
  ENOTDIR: "a part of its path is a file, not a folder. Take another path",
  ENOENT: "its folder is not there. Make the folder first",
  ENAMETOOLONG: "the name is too long for the file system. Take a shorter one",
  EMFILE: "too many files are open",
  ETXTBSY: "the file is in use",
  EBUSY: "the file is in use",
  EIO: "the disk reports an error. Check the disk",
};

/**
 * The disk's error as one that names the file, the size and what to do. An error of the library's own stays what it is.
 *
 * @param what - `file`: its path. `bytes`: how many were to be written.
 */
export function explainWriteFailure(error: unknown, { file, bytes }: { file: string; bytes?: number }): FagrError {
  if (isFagrError(error)) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = advice[code ?? ""] ?? `it cannot be written: ${String(message ?? error).slice(0, 300)}`;
  const size = bytes === undefined ? "" : ` ${bytes.toLocaleString("en")} bytes`;
  return new WriteError(file, `Expected to write${size} to ${file}, but ${reason}${code ? ` (${code})` : ""}.`, {
    cause: error,
  });
}
