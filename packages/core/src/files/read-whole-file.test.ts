import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { readTextFile, readWholeFile } from "./read-whole-file";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-read-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("readWholeFile", () => {
  it("reads a file, and one whose size the system does not tell", async () => {
    await writeFile(join(folder, "a"), "Zoë");
    expect(await readTextFile(join(folder, "a"))).toBe("Zoë");
    expect(await readWholeFile(join(folder, "a"))).toEqual(new TextEncoder().encode("Zoë"));
    if (existsSync("/proc/self/status")) expect(await readTextFile("/proc/self/status")).toMatch(/^Name:/);
  });

  it("refuses what has no end, and what is too large", async () => {
    await writeFile(join(folder, "a"), "12345");
    await expect(readWholeFile(join(folder, "a"), { maximumBytes: 4 })).rejects.toThrow(/at most 4 bytes.*it has 5/);
    if (process.platform === "win32") return;
    execFileSync("mkfifo", [join(folder, "pipe")]);
    for (const file of ["/dev/zero", join(folder, "pipe")])
      await expect(readWholeFile(file)).rejects.toThrow(/pipe, a socket or a device/);
  });

  it("leaves Node's reasons as they are", async () => {
    await expect(readWholeFile(join(folder, "none"))).rejects.toMatchObject({ code: "ENOENT" });
    await expect(readWholeFile(folder)).rejects.toMatchObject({ code: "EISDIR" });
  });
});
