import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { hashFile } from "./hash-sample";
import { readTfRecords } from "./tfrecord";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-hash-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("hashes a file", async () => {
  await writeFile(join(folder, "a"), "abc");
  expect(await hashFile(join(folder, "a"))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

it("waits for no pipe and reads no device without an end", async () => {
  if (process.platform === "win32") return;
  const pipe = join(folder, "a.tfrecord");
  execFileSync("mkfifo", [pipe]);
  for (const file of [pipe, "/dev/zero"]) {
    await expect(hashFile(file)).rejects.toThrow(/a pipe, a socket or a device/);
    await expect(readTfRecords(file).next()).rejects.toMatchObject({ code: "DATA_INVALID" });
  }
});
