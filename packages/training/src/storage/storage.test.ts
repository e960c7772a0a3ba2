import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { folderStorage } from "./folder-storage";
import { memoryStorage } from "./training-storage";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-storage-"));
});
afterAll(() => rm(folder, { recursive: true }));

const kinds = [
  ["memory", () => memoryStorage()],
  ["a folder", () => folderStorage(join(folder, "deep", "run"))],
] as const;

describe.each(kinds)("storage in %s", (_, create) => {
  it("writes, reads, adds to, lists and removes files", async () => {
    const storage = create();
    expect(await storage.list()).toEqual([]);
    expect(await storage.list("stage")).toEqual([]);
    expect(await storage.read("stage/a")).toBeUndefined();
    await storage.write("stage/b", Uint8Array.of(1, 2));
    await storage.write("stage/a", Uint8Array.of(3));
    await storage.write("stage/a", Uint8Array.of(4));
    await storage.append("log", "ä\n");
    await storage.append("log", "b\n");
    expect(await storage.list("stage")).toEqual(["a", "b"]);
    expect(await storage.list()).toEqual(["log"]);
    expect(await storage.read("stage/a")).toEqual(Uint8Array.of(4));
    expect(new TextDecoder().decode(await storage.read("log"))).toBe("ä\nb\n");
    await storage.remove("stage/a");
    await storage.remove("stage/a");
    expect(await storage.list("stage")).toEqual(["b"]);
  });

  it("gives copies: what was written does not change with the array that it came from", async () => {
    const storage = create();
    const bytes = Uint8Array.of(1);
    await storage.write("copy", bytes);
    bytes[0] = 9;
    (await storage.read("copy"))![0] = 8;
    expect(await storage.read("copy")).toEqual(Uint8Array.of(1));
  });
});

it("leaves no half-written file beside the good ones", async () => {
  await folderStorage(join(folder, "clean")).write("a", Uint8Array.of(1));
  expect(await readdir(join(folder, "clean"))).toEqual(["a"]);
});
