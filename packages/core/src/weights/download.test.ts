import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { DownloadError } from "../errors";
import { type DownloadProgress, fetchBytes } from "./download";

const content = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7) % 251);
let folder: string;
let server: Server;
let origin: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-download-"));
  await writeFile(join(folder, "a file.bin"), content);
  server = createServer((request, response) => {
    if (request.url === "/file") response.writeHead(200, { "content-length": content.length }).end(content);
    else if (request.url === "/chunked") {
      response.write(content.subarray(0, 1000));
      response.end(content.subarray(1000));
    } else if (request.url === "/zipped") {
      const zipped = gzipSync(content);
      response.writeHead(200, { "content-encoding": "gzip", "content-length": zipped.length }).end(zipped);
    } else if (request.url === "/broken") {
      response.writeHead(200, { "content-length": content.length }).write(content.subarray(0, 1000));
      setImmediate(() => response.destroy());
    } else if (request.url === "/slow") response.writeHead(200).write(content.subarray(0, 1000));
    else response.writeHead(403, "Forbidden").end();
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

/** toEqual() would take a second for so many bytes. */
function expectContent(bytes: Uint8Array): void {
  expect(bytes).toBeInstanceOf(Uint8Array);
  expect(Buffer.compare(bytes, content)).toBe(0);
}

async function fail(location: string | URL, options = {}): Promise<DownloadError> {
  const error = await fetchBytes(location, options).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DownloadError);
  return error as DownloadError;
}

describe("fetchBytes", () => {
  it("reads paths and file URLs from the disk", async () => {
    const path = join(folder, "a file.bin");
    for (const location of [path, pathToFileURL(path), pathToFileURL(path).href])
      expectContent(await fetchBytes(location));
  });

  it.each(["/file", "/chunked", "/zipped"])("fetches %s over http", async (path) => {
    expectContent(await fetchBytes(origin + path));
    expectContent(await fetchBytes(new URL(path, origin)));
  });

  it("reads data URLs", async () => {
    expect(await fetchBytes("data:application/octet-stream;base64,AQID")).toEqual(Uint8Array.of(1, 2, 3));
  });

  it.each([
    ["/file", content.length],
    ["/chunked", null],
    ["/zipped", null],
  ])("reports the progress of %s, and once at the end", async (path, totalBytes) => {
    const reports: DownloadProgress[] = [];
    await fetchBytes(origin + path, { onProgress: (progress) => reports.push(progress) });
    const loaded = reports.map(({ loadedBytes }) => loadedBytes);
    expect(loaded).toEqual([...loaded].sort((one, other) => one - other));
    const end = { file: origin + path, loadedBytes: content.length, totalBytes: content.length };
    expect(reports.at(-1)).toEqual(end);
    expect(reports.filter((report) => report.totalBytes === report.loadedBytes)).toHaveLength(1);
    for (const report of reports.slice(0, -1)) expect(report).toMatchObject({ file: origin + path, totalBytes });
  });

  it("reports a local file when it is read", async () => {
    const onProgress = jest.fn();
    const file = join(folder, "a file.bin");
    await fetchBytes(file, { onProgress });
    expect(onProgress.mock.calls).toEqual([[{ file, loadedBytes: content.length, totalBytes: content.length }]]);
  });

  it("goes through the fetch it is given", async () => {
    const fetch = jest.fn<typeof globalThis.fetch>(async () => new Response(Uint8Array.of(4, 5)));
    const { signal } = new AbortController();
    expect(await fetchBytes("https://example.org/a", { fetch, signal })).toEqual(Uint8Array.of(4, 5));
    expect(fetch).toHaveBeenCalledWith("https://example.org/a", { signal: expect.anything(), redirect: "manual" });
  });

  it.each([2 ** 40, Number.POSITIVE_INFINITY])("has patience without end: %s ms", async (timeout) => {
    const fetch = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return new Response(Uint8Array.of(4, 5));
    };
    expect(await fetchBytes("https://example.org/a", { fetch, timeout })).toEqual(Uint8Array.of(4, 5));
  });

  it("takes an answer without a body for an empty file", async () => {
    const fetch = async () => new Response(null);
    expect(await fetchBytes("https://example.org/a", { fetch })).toEqual(new Uint8Array(0));
  });
});

describe("fetchBytes fails with a DownloadError that says why", () => {
  it.each([
    ["a missing file", () => join(folder, "missing.bin"), /there is none/],
    ["a directory", () => folder, /is a directory/],
    ["an HTTP status", () => `${origin}/secret`, /403 Forbidden/],
    ["a connection that breaks off", () => `${origin}/broken`, /connection failed/],
    [
      "a server that is not there",
      () => "http://127.0.0.1:1/file",
      /connection failed: fetch failed \(.*(ECONNREFUSED|bad port)/,
    ],
    ["a URL of an unknown kind", () => "gopher://example.org/file", /connection failed.*begin with http:/],
    ["a damaged data URL", () => "data:image/png;base64,@", /connection failed.*Check that it is complete/],
    ["a revoked blob URL", () => "blob:nodedata:no", /connection failed.*revoked/],
  ])("%s", async (_, location, message) => {
    const error = await fail(location());
    expect(error.message).toMatch(message);
    expect(error.message).toContain(location());
    expect(error.url).toBe(location());
  });

  it("with the cause below", async () => {
    expect((await fail(join(folder, "missing.bin"))).cause).toMatchObject({ code: "ENOENT" });
  });
});

describe("fetchBytes stops with the signal's reason", () => {
  const reason = new Error("enough");

  it("before it starts", async () => {
    const signal = AbortSignal.abort(reason);
    await expect(fetchBytes(`${origin}/file`, { signal })).rejects.toBe(reason);
    await expect(fetchBytes(join(folder, "a file.bin"), { signal })).rejects.toBe(reason);
  });

  it("in the middle of a body", async () => {
    const controller = new AbortController();
    const fetching = fetchBytes(`${origin}/slow`, {
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    await expect(fetching).rejects.toBe(reason);
  });
});
