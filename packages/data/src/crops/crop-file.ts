import { DataError } from "@fagr/core";

/**
 * Reads a part of a file, synchronously, as a training thread needs it. The operating system keeps what was read in its
 * page cache, for all threads at once. The file is opened for every crop: next to an augmentation the three system calls
 * cost nothing, and no descriptor can be left open or belong to a file that was replaced.
 *
 * There is no import statement that a bundler for browsers could stumble over, so crop sets in memory work there.
 */
export function readCrop(file: string, { offset, bytes }: { offset: number; bytes: number }): Uint8Array {
  const fs = globalThis.process?.getBuiltinModule?.("node:fs");
  if (!fs)
    throw new DataError(file, `Expected Node, which reads crops from ${file}. In a browser, load crops into memory.`);
  const crop = new Uint8Array(bytes);
  let received: number;
  try {
    const descriptor = fs.openSync(file, "r");
    try {
      received = fs.readSync(descriptor, crop, 0, bytes, offset);
    } finally {
      fs.closeSync(descriptor);
    }
  } catch (cause) {
    throw new DataError(file, `Expected crops in ${file}, but they cannot be read: ${(cause as Error).message}.`, {
      cause,
    });
  }
  if (received !== bytes)
    throw new DataError(
      file,
      `${file}: expected ${bytes} bytes at ${offset}, received ${received}. The file is incomplete; prepare the crops again.`,
    );
  return crop;
}
