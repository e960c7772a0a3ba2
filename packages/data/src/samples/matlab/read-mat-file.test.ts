import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DataError } from "@fagr/core";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { MatValue } from "./mat-value";
import { readMatFile } from "./read-mat-file";

const fixture = (name: string) => fileURLToPath(new URL(`../test-support/${name}`, import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-mat-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function readBytes(bytes: Uint8Array) {
  const file = join(folder, "file.mat");
  await writeFile(file, bytes);
  return readMatFile(file);
}

function numbers(value: MatValue | undefined): number[] {
  if (value?.kind !== "numbers") throw new Error(`expected numbers, received ${value?.kind}`);
  return Array.from(value.values);
}

describe("readMatFile", () => {
  it("reads what scipy writes", async () => {
    const file = await readMatFile(fixture("kinds.mat"));
    expect(file.get("numbers")).toMatchObject({ kind: "numbers", dimensions: [2, 3] });
    expect(numbers(file.get("numbers"))).toEqual([1.5, 4, 2, 5, 3, Number.POSITIVE_INFINITY]);
    expect(numbers(file.get("bytes"))).toEqual([-3, 7]);
    expect(numbers(file.get("long"))).toEqual([-(2 ** 40), 2 ** 53]);
    expect(numbers(file.get("single"))).toEqual([0.25]);
    expect(numbers(file.get("flags"))).toEqual([1, 0]);
    // 0..7 in C's order, read with the first dimension fastest.
    expect(file.get("cube")).toMatchObject({ dimensions: [2, 2, 2] });
    expect(numbers(file.get("cube"))).toEqual([0, 4, 2, 6, 1, 5, 3, 7]);
    expect(file.get("text")).toEqual({ kind: "text", rows: ["Jauhojärvi 年"] });
    expect(file.get("lines")).toEqual({ kind: "text", rows: ["ab", "cd"] });
    expect(file.get("empty")).toMatchObject({ kind: "numbers", dimensions: [0, 0] });
    expect(file.get("complex")).toEqual({ kind: "unsupported", what: "a complex matrix" });
    expect(file.get("sparse")).toEqual({ kind: "unsupported", what: "a sparse matrix" });
  });

  it("reads cells in cells and arrays of structures", async () => {
    const file = await readMatFile(fixture("kinds.mat"));
    expect(file.get("nested")).toMatchObject({
      kind: "cells",
      cells: [
        { kind: "text", rows: ["a"] },
        { kind: "numbers", dimensions: [1, 1] },
        { kind: "cells", cells: [{ kind: "text", rows: ["b"] }] },
      ],
    });
    const people = file.get("people");
    if (people?.kind !== "struct") throw new Error("expected a structure");
    expect(people.fields).toEqual(["name", "age"]);
    expect(people.get("name", 1)).toEqual({ kind: "text", rows: ["Bob"] });
    expect(numbers(people.get("age"))).toEqual([30]);
    expect(people.get("height")).toBeUndefined();
    expect(people.get("age", 2)).toBeUndefined();
  });

  it("reads compressed variables", async () => {
    const wiki = (await readMatFile(fixture("wiki.mat"))).get("wiki");
    if (wiki?.kind !== "struct") throw new Error("expected a structure");
    expect(numbers(wiki.get("photo_taken"))).toEqual([2009, 2012, 2010, 2010, 2000, 2000, 2000, 2000, 2000]);
  });

  it("reads the other byte order, and doubles that are stored as bytes, as MATLAB does", async () => {
    const bytes = new Uint8Array(128 + 8 + 48);
    const view = new DataView(bytes.buffer);
    view.setUint16(124, 0x0100);
    bytes.set([0x4d, 0x49], 126); // "MI", written by a big-endian machine
    const words = [14, 48, 6, 8, 6, 0, 5, 8, 1, 2, (1 << 16) | 1, 0x78 << 24, (2 << 16) | 2, 0x0709 << 16];
    for (const [index, word] of words.entries()) view.setUint32(128 + index * 4, word);
    expect([...(await readBytes(bytes))]).toEqual([
      ["x", { kind: "numbers", dimensions: [1, 2], values: new Float64Array([7, 9]) }],
    ]);
  });

  it("says what is wrong with a file", async () => {
    await expect(readMatFile(join(folder, "none.mat"))).rejects.toThrow(/cannot be read/);
    await expect(readBytes(new Uint8Array(300))).rejects.toThrow(/level 5/);
    const bytes = new Uint8Array(await readFile(fixture("kinds.mat")));
    await expect(readBytes(bytes.slice(0, 1000))).rejects.toThrow(/damaged: variable \d+/);
    bytes[125] = 2;
    const newer = readBytes(bytes);
    await expect(newer).rejects.toBeInstanceOf(DataError);
    await expect(newer).rejects.toThrow(/7\.3.*-v7/);
  });
});
