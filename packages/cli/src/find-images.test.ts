import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { findImages } from "./find-images";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-find-"));
  await mkdir(join(folder, "deep", "er"), { recursive: true });
  await mkdir(join(folder, "empty"));
  for (const name of [
    "b.JPG",
    "a.png",
    "notes.txt",
    "holiday [1].jpg",
    "deep/er/c.WebP",
    "deep/d.jpeg",
    "deep/.hidden.png",
  ])
    await writeFile(join(folder, name), "");
});
afterAll(() => rm(folder, { recursive: true }));

const at = (...names: string[]) => names.map((name) => ({ file: join(folder, name) }));

describe("findImages", () => {
  test("searches a folder to the bottom for images, whatever the case, in order", async () => {
    expect(await findImages([folder])).toEqual(
      at("a.png", "b.JPG", "deep/d.jpeg", "deep/er/c.WebP", "holiday [1].jpg"),
    );
  });

  test("keeps the order of the inputs and what is named twice", async () => {
    const inputs = [join(folder, "deep/d.jpeg"), join(folder, "a.png"), join(folder, "deep/d.jpeg")];
    expect(await findImages(inputs)).toEqual(at("deep/d.jpeg", "a.png", "deep/d.jpeg"));
  });

  test("a file that is named is taken whatever its name", async () => {
    expect(await findImages([join(folder, "notes.txt"), join(folder, "holiday [1].jpg")])).toEqual(
      at("notes.txt", "holiday [1].jpg"),
    );
  });

  test("expands globs, sorted", async () => {
    expect(await findImages([join(folder, "**/*.{jpeg,png}")])).toEqual(at("a.png", "deep/d.jpeg"));
  });

  test.each(["missing.jpg", "*.gif", "empty"])("%s is an error entry, and the others stay", async (name) => {
    const [missing, other] = await findImages([join(folder, name), join(folder, "a.png")]);
    expect(missing).toEqual({ file: join(folder, name), error: expect.stringContaining(name) });
    expect(other).toEqual({ file: join(folder, "a.png") });
  });
});
