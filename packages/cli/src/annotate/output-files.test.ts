import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvalidArgumentError } from "@fagr/core";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { annotateImage } from "./annotate-image";
import { OutputFiles } from "./output-files";

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "fagr-output-")));
});
afterEach(() => rm(folder, { recursive: true }));

describe("OutputFiles", () => {
  test("keeps names; formats other than JPEG and PNG become PNG", async () => {
    const out = join(folder, "new", "folder");
    const files = await OutputFiles.create(out, []);
    expect(await files.fileFor("one/a.JPG")).toEqual({ path: join(out, "a.JPG"), format: "jpeg" });
    expect(await files.fileFor("one/b.jpeg")).toEqual({ path: join(out, "b.jpeg"), format: "jpeg" });
    expect(await files.fileFor("one/c.png")).toEqual({ path: join(out, "c.png"), format: "png" });
    expect(await files.fileFor("one/d.webp")).toEqual({ path: join(out, "d.png"), format: "png" });
  });

  test("sources of the same name get names of their own, the same source keeps its", async () => {
    const files = await OutputFiles.create(folder, []);
    const names = [];
    for (const source of ["x/a.png", "y/a.png", "z/A.png", "z/a.webp", "x/a.png"])
      names.push((await files.fileFor(source)).path);
    expect(names).toEqual(["a.png", "a-2.png", "A-3.png", "a-4.png", "a.png"].map((name) => join(folder, name)));
  });

  test("never names an input, not even by a link", async () => {
    await writeFile(join(folder, "a.png"), "photo");
    await symlink(folder, join(folder, "link"));
    const files = await OutputFiles.create(join(folder, "link"), [join(folder, "a.png")]);
    expect((await files.fileFor(join(folder, "a.png"))).path).toBe(join(folder, "link", "a-2.png"));
  });

  test("never names a file of somebody else's, but its own from before", async () => {
    await writeFile(join(folder, "a.png"), "somebody's");
    const blank = { width: 8, height: 8, data: new Uint8Array(192) };
    await writeFile(join(folder, "b.png"), await annotateImage(blank, [], "png"));
    const files = await OutputFiles.create(folder, []);
    expect((await files.fileFor("x/a.png")).path).toBe(join(folder, "a-2.png"));
    expect((await files.fileFor("x/b.png")).path).toBe(join(folder, "b.png"));
  });

  test("refuses a folder that is a file", async () => {
    await writeFile(join(folder, "file"), "");
    await expect(OutputFiles.create(join(folder, "file"), [])).rejects.toBeInstanceOf(InvalidArgumentError);
    await mkdir(join(folder, "fine"));
    await expect(OutputFiles.create(join(folder, "fine"), [])).resolves.toBeInstanceOf(OutputFiles);
  });
});
