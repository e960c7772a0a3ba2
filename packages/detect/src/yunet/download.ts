import { DownloadError, InvalidArgumentError, WriteError } from "@fagr/core";
import {
  checkOptions,
  type DownloadOptions,
  describeValue,
  downloadOptionNames,
  fetchBytes,
  reasonOf,
  sha256Hex,
  shortenLocation,
} from "@fagr/core/backend";
import { withTotal } from "../file-source";
import { nodeBuiltin } from "../node-builtin";
import { defaultModelFolder } from "./model-folder";

/** The one file that {@link downloadYunet} accepts: YuNet of March 2023 from opencv_zoo, MIT. */
export const yunetFile = {
  name: "face_detection_yunet_2023mar.onnx",
  bytes: 232_589,
  sha256: "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4",
  url: "https://github.com/opencv/opencv_zoo/raw/main/models/face_detection_yunet/face_detection_yunet_2023mar.onnx",
} as const;

/** Options of {@link downloadYunet}. */
export interface DownloadYunetOptions extends DownloadOptions {
  /** Another place to download the same file from, such as your own mirror. */
  url?: URL | string;
}

/**
 * Downloads YuNet into a folder, unless it is there already, and checks its length and SHA-256. The folder gets either the
 * complete file or nothing. Node only.
 *
 * @param folder - Created if missing. Default: {@link defaultModelFolder}.
 * @returns The path of the file.
 * @throws DownloadError if it cannot be downloaded or is not the expected file, RuntimeMissingError outside Node.
 *
 * @example
 * ```ts
 * const model = await downloadYunet("./models", { onProgress: ({ loadedBytes }) => console.log(loadedBytes) });
 * ```
 */
export async function downloadYunet(folder?: string, options: DownloadYunetOptions = {}): Promise<string> {
  checkOptions(options, ["url", ...downloadOptionNames], "downloadYunet()");
  if (folder !== undefined && typeof folder !== "string")
    throw new InvalidArgumentError(
      `downloadYunet(): expected the path of a folder, received ${describeValue(folder)}. Options come second: downloadYunet(undefined, { url }).`,
    );
  const purpose = "write the downloaded file";
  const { mkdir, rename, rm, writeFile } = nodeBuiltin("node:fs/promises", purpose);
  const { randomUUID } = nodeBuiltin("node:crypto", purpose);
  const { join } = nodeBuiltin("node:path", purpose);
  const { url = yunetFile.url, signal } = options;
  const target = folder ?? defaultModelFolder();
  const path = join(target, yunetFile.name);
  signal?.throwIfAborted();
  if (await isYunetFile(path)) return path;
  const { fetch, onProgress, timeout } = options;
  // There is one right file, so its size is known, also where the server compresses and does not say it.
  const download = withTotal({ fetch, signal, onProgress, timeout }, () => yunetFile.bytes);
  const bytes = await fetchBytes(url, { ...download, maximumBytes: yunetFile.bytes });
  const problem = await whyNotYunet(bytes);
  if (problem)
    throw new DownloadError(
      shortenLocation(String(url)),
      `Expected YuNet (${yunetFile.bytes} bytes, SHA-256 ${yunetFile.sha256}) from ${shortenLocation(String(url))}, received ${problem}. Nothing was saved. Try again, or pass another address as the option url.`,
    );
  await mkdir(target, { recursive: true });
  // Renaming is atomic within a folder: no one ever reads half a file, also where two processes download at once.
  const partial = join(target, `.${yunetFile.name}.${randomUUID()}.part`);
  try {
    await writeFile(partial, bytes, { signal });
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    signal?.throwIfAborted();
    throw new WriteError(
      path,
      `Expected to write ${bytes.length} bytes to ${path}, but ${reasonOf(error)}. Check the disk and the permissions of the folder, or name another.`,
      { cause: error },
    );
  }
  return path;
}

/** Whether a path holds exactly the expected file. */
export async function isYunetFile(path: string): Promise<boolean> {
  const { readFile } = nodeBuiltin("node:fs/promises", "look for a downloaded file");
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return bytes !== null && (await whyNotYunet(bytes)) === null;
}

async function whyNotYunet(bytes: Uint8Array): Promise<string | null> {
  if (bytes.length !== yunetFile.bytes) return `${bytes.length} bytes`;
  const sha256 = await sha256Hex(bytes);
  return sha256 === yunetFile.sha256 ? null : `SHA-256 ${sha256}`;
}
