import { spawnSync } from "node:child_process";
import {
  type FileHandle,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { LockedError, WriteError } from "../errors";
import { lockFolder } from "./lock-folder";
import { WholeAppender } from "./whole-appender";
import { writeWholeFile } from "./write-whole-file";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-files-"));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await rm(folder, { recursive: true });
});

/** Lets every write take half of the bytes, and the one of a number fail. */
async function spoilWrites(failing: number): Promise<void> {
  const handle = await open("/dev/null");
  const handles = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  const { write } = handles as unknown as { write: (...args: unknown[]) => Promise<unknown> };
  let calls = 0;
  jest.spyOn(handles, "write").mockImplementation(async function (this: FileHandle, ...args: unknown[]) {
    const [bytes, offset, length, position] = args as [Uint8Array, number, number, number | null];
    if (++calls === failing) throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC" });
    return write.call(this, bytes, offset, Math.ceil(length / 2), position) as never;
  } as never);
}

describe("writeWholeFile", () => {
  it("writes all bytes however few the system takes at once, into folders that are made", async () => {
    await spoilWrites(0);
    await writeWholeFile(join(folder, "a/b/c.txt"), "ünïcode".repeat(100));
    expect(await readFile(join(folder, "a/b/c.txt"), "utf8")).toBe("ünïcode".repeat(100));
  });

  it("leaves the old file and nothing else when a write fails, and says what to do", async () => {
    const file = join(folder, "report.json");
    await writeWholeFile(file, "old");
    await spoilWrites(2);
    const failure = writeWholeFile(file, "x".repeat(5000));
    await expect(failure).rejects.toThrow(WriteError);
    await expect(failure).rejects.toThrow(/5,000 bytes to .*report\.json, but the disk is full\. Free some space/);
    expect(await readFile(file, "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(["report.json"]);
  });

  it("replaces a link and not what it points to; takes the longest name that fits", async () => {
    await writeFile(join(folder, "kept"), "kept");
    await symlink(join(folder, "kept"), join(folder, "link"));
    await writeWholeFile(join(folder, "link"), "new");
    expect(await readFile(join(folder, "kept"), "utf8")).toBe("kept");
    await writeWholeFile(join(folder, "n".repeat(255)), "long");
    await expect(writeWholeFile(join(folder, "n".repeat(256)), "long")).rejects.toThrow(/name is too long/);
    await mkdir(join(folder, "taken"));
    await expect(writeWholeFile(join(folder, "taken"), "x")).rejects.toThrow(WriteError);
  });
});

describe("WholeAppender", () => {
  it("takes back a piece of which a part was written, and goes on behind the whole ones", async () => {
    const file = join(folder, "log.jsonl");
    const appender = await WholeAppender.open(file);
    await appender.append("first\n");
    await spoilWrites(2);
    await expect(appender.append("second, longer\n")).rejects.toThrow(WriteError);
    jest.restoreAllMocks();
    expect(await readFile(file, "utf8")).toBe("first\n");
    await Promise.all([appender.append("third\n"), appender.append("fourth\n")]);
    await appender.close();
    expect(await readFile(file, "utf8")).toBe("first\nthird\nfourth\n");
    const again = await WholeAppender.open(file, { keepBytes: 6 });
    await again.append("last\n");
    await again.close();
    expect(await readFile(file, "utf8")).toBe("first\nlast\n");
  });
});

describe("lockFolder", () => {
  const lockFile = () => join(folder, ".fagr.lock");

  it("lets one in at a time, says who is in, and is gone when it is given back", async () => {
    const lock = await lockFolder(folder, "fagr train");
    await expect(lockFolder(folder, "fagr train")).rejects.toThrow(LockedError);
    await expect(lockFolder(folder, "fagr prepare")).rejects.toThrow(
      new RegExp(`fagr train \\(process ${process.pid} on ${hostname()}, since .*remove .*fagr\\.lock`),
    );
    await lock.release();
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
    await (await lockFolder(folder, "again")).release();
  });

  it("of many that come at once one gets in", async () => {
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder, "x")));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("takes over from a process that has ended, from a later one of the same number, and from damaged locks that are old", async () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    const holder = { process: pid, host: hostname(), began: "1", since: "x", task: "fagr train", key: "k" };
    await writeFile(lockFile(), JSON.stringify(holder));
    await (await lockFolder(folder, "x")).release();
    if (process.platform === "linux") {
      await writeFile(lockFile(), JSON.stringify({ ...holder, process: process.pid }));
      await (await lockFolder(folder, "x")).release();
    }
    const elsewhere = JSON.stringify({ ...holder, host: "another" });
    for (const content of ["", "{", elsewhere]) {
      await writeFile(lockFile(), content);
      await expect(lockFolder(folder, "x")).rejects.toThrow(LockedError);
      const longAgo = new Date(Date.now() - 3_600_000);
      await utimes(lockFile(), longAgo, longAgo);
      await (await lockFolder(folder, "x")).release();
    }
  });
});
