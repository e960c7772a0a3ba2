import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { readAfad } from "./afad";
import { DataSetTree } from "./test-support/data-set-tree";

const tree = new DataSetTree();

describe("readAfad", () => {
  it("takes age and gender from the folders", async () => {
    await tree.write({ "AFAD-Full/AFAD-Full.txt": ["./15/111/109643-0.jpg"] }, [
      "AFAD-Full/15/111/109643-0.jpg",
      "AFAD-Full/15/112/292943-1.jpg",
      "AFAD-Full/15/112/Thumbs.db",
      "AFAD-Full/72/111/660728-0.jpg",
    ]);
    const { samples, skipped } = await tree.read(readAfad, { path: "AFAD-Full" });
    expect(samples).toEqual([
      { file: "AFAD-Full/15/111/109643-0.jpg", age: 15, gender: 1, domain: "asian", source: "AFAD" },
      { file: "AFAD-Full/15/112/292943-1.jpg", age: 15, gender: 0, domain: "asian", source: "AFAD" },
      { file: "AFAD-Full/72/111/660728-0.jpg", age: 72, gender: 1, domain: "asian", source: "AFAD" },
    ]);
    expect(skipped).toEqual([]);
  });

  it("names AFAD-Lite, takes another domain and reports folders that are no labels", async () => {
    await tree.write({}, ["AFAD-Lite/18/112/1-0.jpg", "AFAD-Lite/18/113/2-0.jpg", "AFAD-Lite/new/111/3-0.jpg"]);
    const { samples, skipped } = await tree.read(readAfad, { path: "AFAD-Lite", domain: "americanEuropean" });
    expect(samples).toEqual([
      { file: "AFAD-Lite/18/112/1-0.jpg", age: 18, gender: 0, domain: "americanEuropean", source: "AFAD-Lite" },
    ]);
    expect(skipped).toEqual([
      { file: "AFAD-Lite/18/113", reason: expect.stringContaining("111") },
      { file: "AFAD-Lite/new", reason: expect.stringContaining("not an age") },
    ]);
  });

  it("follows links to folders", async () => {
    await tree.write({}, ["disk/25/111/1.jpg"]);
    await mkdir(join(tree.folder, "AFAD"));
    await symlink(join(tree.folder, "disk/25"), join(tree.folder, "AFAD/25"), "junction");
    const { samples } = await tree.read(readAfad, { path: "AFAD" });
    expect(samples.map(({ file, age }) => [file, age])).toEqual([["AFAD/25/111/1.jpg", 25]]);
  });

  it("says when the folder is missing or another", async () => {
    await expect(tree.read(readAfad, { path: "none" })).rejects.toThrow(/none, but it cannot be read/);
    await tree.write({}, ["25/male/1.jpg"]);
    await expect(tree.read(readAfad)).rejects.toThrow(/25\/111/);
  });
});
