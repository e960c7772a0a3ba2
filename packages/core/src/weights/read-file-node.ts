import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { joinBytes } from "../values/join-bytes";
import type { ReadLocalFile } from "./read-file";

/** Bytes that are read at once, where a file does not know its size, as those of /proc. */
const chunkBytes = 1 << 20;

/** Reads a `file:` URL or a path from the disk: files alone, since devices and pipes may never end. */
export const readLocalFile: ReadLocalFile | null = async (location, { signal, maximumBytes }) => {
  const path = /^file:/i.test(location) ? fileURLToPath(location) : location;
  // Without O_NONBLOCK a pipe that nobody writes to would be waited for, for ever.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const status = await handle.stat();
    if (status.isDirectory()) throw Object.assign(new Error("it is a directory"), { code: "EISDIR" });
    if (!status.isFile())
      throw new Error("it is a pipe, a socket or a device, which may never end. Read it yourself and pass the bytes");
    const most = `at most ${maximumBytes} bytes are read`;
    if (status.size > maximumBytes) throw new Error(`${most}, and it has ${status.size}`);
    const chunks: Uint8Array[] = [];
    for (let length = 0; ; ) {
      signal?.throwIfAborted();
      const chunk = new Uint8Array(Math.max(status.size - length, 0) || chunkBytes);
      const { bytesRead } = await handle.read(chunk, 0, chunk.length);
      if (bytesRead === 0) return joinBytes(chunks, length);
      length += bytesRead;
      if (length > maximumBytes) throw new Error(`${most}, and it has more`);
      chunks.push(chunk.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
};
