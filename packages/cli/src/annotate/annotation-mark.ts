import { open } from "node:fs/promises";

/** Written into each picture's EXIF data, by which a file is known to be ours and may be written again. */
export const annotationSoftware = "fagr annotation";

/** EXIF data stand at the beginning of a file, before the pixels. */
const headBytes = 1 << 16;

/** Whether a file is a picture that this program has drawn on. */
export async function isAnnotation(file: string): Promise<boolean> {
  try {
    const handle = await open(file, "r");
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
      return buffer.subarray(0, bytesRead).includes(annotationSoftware);
    } finally {
      await handle.close();
    }
  } catch {
    return false;
  }
}
