import type { FileHandle } from "node:fs/promises";
import { type FagrError, isFagrError, WriteError } from "../errors";

/**
 * Writes all bytes. The operating system may accept fewer at a time, for example on a nearly full disk.
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
      if (bytesWritten === 0) throw new Error("the disk accepts no more bytes");
      done += bytesWritten;
    }
  } catch (error) {
    throw explainWriteFailure(error, { file, bytes: bytes.length });
  }
}

const advice: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full. Free some space, or write to another disk; then run the same command again",
  EDQUOT:
    "your quota of the disk is used up. Free some space, or write to another disk; then run the same command again",
  EFBIG: "the file is too large for the file system. Write to another disk",
  EROFS: "the file system is read-only. Write to another folder",
  EACCES: "permission is denied. Check the permissions of the folder, or write to another",
  EPERM: "permission is denied. Check the permissions of the folder, or write to another",
  EISDIR: "a folder of this name exists. Use another name",
  ENOTDIR: "a part of its path is a file, not a folder. Use another path",
  ENOENT: "its folder does not exist. Create the folder first",
  ENAMETOOLONG: "the name is too long for the file system. Use a shorter one",
  EMFILE: "too many files are open",
  ETXTBSY: "the file is in use",
  EBUSY: "the file is in use",
  EIO: "the disk reports an error. Check the disk",
};

/**
 * The disk's error as one that names the file, the size and what to do. The library's own errors are passed on unchanged.
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
