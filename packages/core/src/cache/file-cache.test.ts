import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "@jest/globals";
import { InvalidArgumentError } from "../errors";
import { fetchBytes } from "../weights/download";
import { systemCacheFolder } from "./folder-store";
import { openFileCache } from "./index";

let server: Server;
let origin: string;
let folder: string;
let asked: string[] = [];
beforeAll(async () => {
  server = createServer(({ url = "", method }, response) => {
    asked.push(`${method} ${url}`);
    if (url === "/missing") response.writeHead(404).end("none");
    else if (url === "/cut") {
      response.writeHead(200, { "content-length": "100" });
      response.write("half");
      setTimeout(() => response.destroy(), 50);
    } else response.end(`content of ${url}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(async () => {
  asked = [];
  folder = await mkdtemp(join(tmpdir(), "fagr-cache-"));
});
afterEach(() => rm(folder, { recursive: true }));

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

it("asks the network once, tells what it has, and forgets it", async () => {
  const { fetch, isCached, clear } = openFileCache({ folder });
  const address = `${origin}/model.bin`;
  expect(await isCached(address)).toBe(false);
  for (let time = 0; time < 3; time++) expect(text(await fetchBytes(address, { fetch }))).toBe("content of /model.bin");
  expect(asked).toEqual(["GET /model.bin"]);
  expect(await isCached(new URL(address))).toBe(true);
  // Another process has it too.
  expect(await openFileCache({ folder }).isCached(address)).toBe(true);
  await writeFile(join(folder, "notes.txt"), "not of the cache");
  await clear();
  expect(await isCached(address)).toBe(false);
  expect(await readdir(folder)).toEqual(["notes.txt"]);
});

it("tells how many bytes come from the cache", async () => {
  const { fetch } = openFileCache({ folder });
  const totals: (number | null)[] = [];
  const onProgress = ({ totalBytes }: { totalBytes: number | null }) => totals.push(totalBytes);
  await fetchBytes(`${origin}/model.bin`, { fetch });
  await fetchBytes(`${origin}/model.bin`, { fetch, onProgress });
  expect(totals.at(-1)).toBe("content of /model.bin".length);
});

it("fetches anew what was damaged on the disk", async () => {
  const { fetch, isCached } = openFileCache({ folder });
  const address = `${origin}/model.bin`;
  await fetchBytes(address, { fetch });
  const [name] = await readdir(folder);
  const kept = await readFile(join(folder, name!));
  kept[kept.length - 1]! ^= 1;
  await writeFile(join(folder, name!), kept);
  expect(await isCached(address)).toBe(false);
  expect(text(await fetchBytes(address, { fetch }))).toBe("content of /model.bin");
  expect(asked).toHaveLength(2);
});

it("keeps neither errors, nor halves, nor what depends on more than the address", async () => {
  const { fetch } = openFileCache({ folder });
  await expect(fetchBytes(`${origin}/missing`, { fetch })).rejects.toThrow("404");
  await expect(fetchBytes(`${origin}/cut`, { fetch })).rejects.toThrow("/cut");
  await (await fetch(`${origin}/form`, { method: "POST", body: "x" })).text();
  await (await fetch(new Request(`${origin}/request`))).text();
  expect(await readdir(folder)).toEqual([]);
});

it("answers although it cannot keep", async () => {
  const file = join(folder, "no-folder");
  await writeFile(file, "");
  const { fetch, isCached } = openFileCache({ folder: join(file, "below") });
  expect(text(await fetchBytes(`${origin}/model.bin`, { fetch }))).toBe("content of /model.bin");
  expect(await isCached(`${origin}/model.bin`)).toBe(false);
});

it("lies where the system keeps such files", () => {
  expect(systemCacheFolder({ XDG_CACHE_HOME: "/caches" }, "linux")).toBe("/caches");
  expect(systemCacheFolder({ LOCALAPPDATA: "C:\\Local" }, "win32")).toBe("C:\\Local");
  expect(systemCacheFolder({}, "darwin")).toMatch(/Library.Caches$/);
  expect(() => openFileCache({ size: 3 } as object)).toThrow(InvalidArgumentError);
});
