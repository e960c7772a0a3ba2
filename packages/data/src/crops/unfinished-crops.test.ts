import { appendFile, type FileHandle, mkdtemp, open, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WriteError } from "@fagr/core";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { UnfinishedCrops } from "./unfinished-crops";

const cropBytes = 12;
const count = 200;
const crop = (index: number) => new Uint8Array(cropBytes).fill(index);
let folder: string;
let handles: FileHandle;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-crops-"));
  const handle = await open("/dev/null");
  handles = Object.getPrototypeOf(handle);
  await handle.close();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await rm(folder, { recursive: true });
});

/** Adds what is missing, as prepareCrops does; every tenth picture has no crop. */
async function fill(): Promise<void> {
  const unfinished = await UnfinishedCrops.open(folder, { inputs: "same", cropBytes, overwrite: false });
  try {
    for (let index = unfinished.outcomes.length; index < count; index++)
      if (index % 10 === 0) await unfinished.add({ reason: "no face" } as never);
      else await unfinished.add({ sharpness: index }, crop(index));
  } finally {
    await unfinished.close();
  }
}

/** Lets one write of a size fail, or write a part only. */
function failOnce(kind: "fails" | "writes half and fails" | "writes half", at: number): void {
  const { write } = handles as unknown as { write: (...args: unknown[]) => Promise<{ bytesWritten: number }> };
  let calls = 0;
  jest.spyOn(handles, "write").mockImplementation(async function (this: FileHandle, ...args: never[]) {
    const [bytes, offset, length, position] = args as unknown as [Uint8Array, number, number, number | null];
    if (++calls !== at) return write.call(this, bytes, offset, length, position) as never;
    const half = Math.floor(length / 2);
    if (kind !== "fails") await write.call(this, bytes, offset, half, position);
    if (kind === "writes half") return { bytesWritten: half, buffer: bytes } as never;
    throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  } as never);
}

async function expectAllCrops(): Promise<void> {
  const kept = Array.from({ length: count }, (_, index) => index).filter((index) => index % 10 !== 0);
  expect(await readFile(join(folder, "crops.bin"))).toEqual(Buffer.concat(kept.map(crop)));
}

describe("UnfinishedCrops", () => {
  // Write 1 is the journal's head; then come 57 or 58 crops and the lines of 64 pictures, and so on.
  it.each([
    ...[2, 20, 58, 59, 60, 61, 100, 117, 118, 119].map((at) => ["fails", at] as const),
    ...[2, 59, 60, 118].map((at) => ["writes half and fails", at] as const),
  ])("goes on to the right crops after write that %s, number %i", async (kind, at) => {
    failOnce(kind, at);
    await expect(fill()).rejects.toThrow(WriteError);
    jest.restoreAllMocks();
    await fill();
    await expectAllCrops();
  });

  it.each([2, 59, 60, 100])("finishes a write of which the system took a half, number %i", async (at) => {
    failOnce("writes half", at);
    await fill();
    await expectAllCrops();
  });

  it("says which file, how much and what to do", async () => {
    failOnce("fails", 3);
    await expect(fill()).rejects.toThrow(/12 bytes to .*crops\.bin, but the disk is full\. Free some space.*ENOSPC/);
  });

  it("goes on before a line of the journal that is damaged", async () => {
    await fill();
    const journal = join(folder, "unfinished.jsonl");
    const { size } = await stat(journal);
    const text = await readFile(journal, "utf8");
    await appendFile(journal, `{"sharp\n${text.split("\n").slice(1).join("\n")}`);
    expect((await stat(journal)).size).toBeGreaterThan(size);
    await fill();
    await expectAllCrops();
  });
});
