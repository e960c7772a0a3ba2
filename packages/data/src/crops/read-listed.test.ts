import { describe, expect, test } from "@jest/globals";
import type { FaceSample } from "../samples/face-sample";
import { listPictures } from "./list-pictures";
import type { PrepareSource } from "./prepare-source";
import { readListed } from "./read-listed";

/** A source of pictures without files, whose bytes are given. */
function sourceOf(name: string, contents: readonly (readonly [file: string, byte: number])[]): PrepareSource {
  return {
    name,
    root: "/data",
    read: () =>
      contents.map(
        ([file, byte]): FaceSample => ({
          file: `/data/${file}`,
          bytes: Uint8Array.of(byte),
          age: 30,
          gender: 1,
          domain: "asian",
          source: name,
        }),
      ),
  };
}

const first = sourceOf("first", [["a", 1], ["b", 2], ["a-again", 1], ["c", 3]]); // biome-ignore format: a line a source
const second = sourceOf("second", [["d", 4], ["e", 5]]); // biome-ignore format: a line a source

async function filesOf(samples: AsyncIterable<FaceSample>): Promise<string[]> {
  const files: string[] = [];
  for await (const { file } of samples) files.push(file);
  return files;
}

describe("reading listed pictures again", () => {
  test("gives them, without copies and without those that were not chosen, in their order", async () => {
    const { pictures } = await listPictures([first, second], {});
    expect(await filesOf(readListed(pictures, [first, second]))).toEqual(
      ["a", "b", "c", "d", "e"].map((name) => `/data/${name}`),
    );
    const some = pictures.filter(({ sample }) => ["b", "e"].includes(sample.file));
    expect(await filesOf(readListed(some, [first, second]))).toEqual(["/data/b", "/data/e"]);
  });

  test("tells a data set that changed meanwhile", async () => {
    const { pictures } = await listPictures([first], {});
    const other = sourceOf("first", [["a", 1], ["x", 2]]); // biome-ignore format: a line a source
    await expect(filesOf(readListed(pictures, [other]))).rejects.toThrow("Expected b again, received /data/x");
    const shorter = sourceOf("first", [["a", 1]]);
    await expect(filesOf(readListed(pictures, [shorter]))).rejects.toThrow("Expected b of first again, but it is gone");
  });
});
