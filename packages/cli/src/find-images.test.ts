import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
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
    expect((await findImages([folder])).images).toEqual(
      at("a.png", "b.JPG", "deep/d.jpeg", "deep/er/c.WebP", "holiday [1].jpg"),
    );
  });

  test("takes no addresses, and says so", async () => {
    const { images } = await findImages(["https://example.org/a.jpg?x=(1)"]);
    expect(images[0]!.error).toMatch(/is an address.*download it first/);
  });

  test("does not search the disk through a link to a folder above, and says so", async () => {
    const inner = join(folder, "links");
    await mkdir(inner);
    await writeFile(join(inner, "a.png"), "");
    for (const [name, target] of [
      ["root", "/"],
      ["up", ".."],
      ["self", "."],
      ["beside", join(folder, "deep")],
    ] as const)
      await symlink(target, join(inner, name));
    const { images } = await findImages([inner]);
    await rm(inner, { recursive: true });
    expect(images.filter(({ error }) => !error).map(({ file }) => file.slice(inner.length + 1))).toEqual([
      "a.png",
      "beside/d.jpeg",
      "beside/er/c.WebP",
    ]);
    const refused = images.filter(({ error }) => error);
    expect(refused.map(({ file }) => file.slice(inner.length + 1))).toEqual(["root", "up"]);
    expect(refused[0]!.error).toMatch(/is a link to a parent of the searched folder/);
  });

  test("keeps the order of the inputs and what is named twice", async () => {
    const inputs = [join(folder, "deep/d.jpeg"), join(folder, "a.png"), join(folder, "deep/d.jpeg")];
    expect((await findImages(inputs)).images).toEqual(at("deep/d.jpeg", "a.png", "deep/d.jpeg"));
  });

  test("a file that is named is taken whatever its name", async () => {
    expect((await findImages([join(folder, "notes.txt"), join(folder, "holiday [1].jpg")])).images).toEqual(
      at("notes.txt", "holiday [1].jpg"),
    );
  });

  test("expands globs, sorted", async () => {
    expect((await findImages([join(folder, "**/*.{jpeg,png}")])).images).toEqual(at("a.png", "deep/d.jpeg"));
  });

  test.each(["missing.jpg", "*.gif", "empty"])("%s is an error entry, and the others stay", async (name) => {
    const [missing, other] = (await findImages([join(folder, name), join(folder, "a.png")])).images;
    expect(missing).toEqual({ file: join(folder, name), error: expect.stringContaining(name) });
    expect(other).toEqual({ file: join(folder, "a.png") });
  });

  test("tells what folders hold and cannot be read, and searches each folder once", async () => {
    const odd = await mkdtemp(join(tmpdir(), "fagr-odd-"));
    for (const name of ["a.jpg", "b.HEIC", "c.heic", "d.bmp", "e.gif", "f.avif", "g.jfif", "h.txt", "i.tiff"])
      await writeFile(join(odd, name), name);
    await mkdir(join(odd, "deep"));
    await symlink(odd, join(odd, "deep", "back"));
    await symlink(join(odd, "gone.jpg"), join(odd, "dead.jpg"));
    await writeFile(join(odd, "deep", "drawn.jpg"), "Exif fagr annotation");
    const { images, leftOut, annotations } = await findImages([odd]);
    expect(images.map(({ file }) => file.slice(odd.length + 1))).toEqual([
      "a.jpg",
      "dead.jpg",
      "e.gif",
      "f.avif",
      "g.jfif",
      "i.tiff",
    ]);
    expect(images[1]!.error).toMatch(/a broken link/);
    expect(leftOut).toEqual([
      expect.stringMatching(/1 picture ending in \.bmp left out.*d\.bmp/),
      expect.stringMatching(/2 pictures ending in \.heic left out.*b\.HEIC, c\.heic/),
    ]);
    expect(annotations).toBe(1);
    await rm(odd, { recursive: true });
  });
});
