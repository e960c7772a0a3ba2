import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DownloadError, type DownloadProgress } from "@fagr/core";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { withServer } from "../test-support/local-server";
import { testWith, yunetPath } from "../test-support/shared";
import { downloadYunet, yunetFile } from "./download";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-yunet-"));
});
afterEach(() => rm(folder, { recursive: true }));

const notYunet = new Uint8Array(yunetFile.bytes).fill(1);

describe("downloadYunet", () => {
  const withFile = testWith(yunetPath);

  withFile("fetches into a new folder, reports progress and gives the path", async () => {
    const bytes = await readFile(yunetPath);
    const progress: DownloadProgress[] = [];
    const target = join(folder, "new", "models");
    const path = await withServer(
      (_request, response) => {
        response.setHeader("content-length", bytes.length);
        response.write(bytes.subarray(0, 100_000));
        setTimeout(() => response.end(bytes.subarray(100_000)), 20);
      },
      (url) => downloadYunet(target, { url, onProgress: (event) => progress.push(event) }),
    );
    expect(path).toBe(join(target, yunetFile.name));
    expect(
      createHash("sha256")
        .update(await readFile(path))
        .digest("hex"),
    ).toBe(yunetFile.sha256);
    expect(await readdir(target)).toEqual([yunetFile.name]);
    const loaded = progress.map(({ loadedBytes }) => loadedBytes);
    expect(loaded).toEqual(loaded.toSorted((first, second) => first - second));
    expect(loaded.length).toBeGreaterThan(1);
    expect(progress.at(-1)).toMatchObject({ loadedBytes: yunetFile.bytes, totalBytes: yunetFile.bytes });
  });

  withFile("uses a good file that is there already", async () => {
    const path = join(folder, yunetFile.name);
    await writeFile(path, await readFile(yunetPath));
    const { mtimeMs } = await stat(path);
    const fetch = () => Promise.reject(new Error("must not be asked"));
    expect(await downloadYunet(folder, { fetch })).toBe(path);
    expect((await stat(path)).mtimeMs).toBe(mtimeMs);
  });

  withFile("replaces a bad file; asks opencv_zoo unless told otherwise", async () => {
    const path = join(folder, yunetFile.name);
    await writeFile(path, notYunet);
    const asked: string[] = [];
    const fetch = async (url: RequestInfo | URL) => {
      asked.push(String(url));
      return new Response(await readFile(yunetPath));
    };
    await downloadYunet(folder, { fetch });
    expect(asked).toEqual([
      "https://github.com/opencv/opencv_zoo/raw/main/models/face_detection_yunet/face_detection_yunet_2023mar.onnx",
    ]);
    expect((await readFile(path)).equals(await readFile(yunetPath))).toBe(true);
  });

  withFile("two at once do not harm each other", async () => {
    const fetch = async () => new Response(await readFile(yunetPath));
    const paths = await Promise.all([downloadYunet(folder, { fetch }), downloadYunet(folder, { fetch })]);
    expect(paths[0]).toBe(paths[1]);
    expect(await readdir(folder)).toEqual([yunetFile.name]);
  });

  test.each([
    ["another file of the same length", notYunet, /received SHA-256 [0-9a-f]{64}.*Nothing was saved/],
    ["a file that is cut off", notYunet.subarray(5), /Expected YuNet \(232589 bytes.*received 232584 bytes/],
  ])("%s is refused and nothing is left behind", async (_, bytes, message) => {
    await withServer(
      (_request, response) => response.end(bytes),
      async (url) => {
        const download = downloadYunet(folder, { url });
        await expect(download).rejects.toThrow(message);
        await expect(download).rejects.toMatchObject({ code: "DOWNLOAD_FAILED", url });
      },
    );
    expect(await readdir(folder)).toEqual([]);
  });

  test("a file that was refused does not touch the one that is there", async () => {
    const path = join(folder, yunetFile.name);
    await writeFile(path, "mine");
    await expect(downloadYunet(folder, { fetch: async () => new Response(notYunet) })).rejects.toThrow(DownloadError);
    expect(await readFile(path, "utf8")).toBe("mine");
  });

  test("404 is an error with the status", async () => {
    await withServer(
      (_request, response) => response.writeHead(404).end("no such page"),
      (url) => expect(downloadYunet(folder, { url })).rejects.toThrow(/404/),
    );
    expect(await readdir(folder)).toEqual([]);
  });

  test("stops half way when told to", async () => {
    const controller = new AbortController();
    const reason = new Error("changed my mind");
    await withServer(
      (_request, response) => {
        response.setHeader("content-length", notYunet.length);
        response.write(notYunet.subarray(0, 1000));
      },
      (url) =>
        expect(
          downloadYunet(folder, { url, signal: controller.signal, onProgress: () => controller.abort(reason) }),
        ).rejects.toBe(reason),
    );
    expect(await readdir(folder)).toEqual([]);
  });

  test("a signal that is aborted already asks nobody", async () => {
    const fetch = () => Promise.reject(new Error("must not be asked"));
    const signal = AbortSignal.abort(new Error("stopped"));
    await expect(downloadYunet(folder, { fetch, signal })).rejects.toThrow("stopped");
  });
});
