import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { parquetReadObjects } from "hyparquet";
import { astronaut } from "../testing/photos";
import { run } from "../testing/run";

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-label-"));
  for (const name of ["a.png", "b.png"]) await copyFile(astronaut, at(name));
  await writeFile(at("broken.jpg"), "no picture");
  await writeFile(at("list.txt"), `a.png\nbroken.jpg\nnone.jpg\n${at("b.png")}\na.png\n`);
});
afterAll(() => rm(folder, { recursive: true }));

const label = (out: string, ...args: string[]) =>
  run(["label", "--list", at("list.txt"), "--out", at(out), "--part-size", "2", ...args]);

async function rowsOf(out: string) {
  const files = (await readdir(at(out))).filter((name) => name.endsWith(".parquet")).sort();
  const rows = [];
  for (const name of files) {
    const bytes = await readFile(join(at(out), name));
    rows.push(...(await parquetReadObjects({ file: new Uint8Array(bytes).buffer })));
  }
  return rows;
}

describe("fagr label", () => {
  test("gives every picture of the list exactly one row, those that cannot be read too", async () => {
    const { exitCode, lines, stderr } = await label("whole");
    expect([exitCode, lines.map((line) => JSON.parse(line))]).toEqual([
      0,
      [
        { part: 0, pictures: 2, errors: 1, wasThere: false },
        { part: 1, pictures: 2, errors: 1, wasThere: false },
        { part: 2, pictures: 1, errors: 0, wasThere: false },
      ],
    ]);
    expect(stderr).toMatch(/5 pictures in [\d.]+ s, [\d.]+ a second; 3 of 3 parts are done\./);
    const rows = await rowsOf("whole");
    expect(rows.map(({ line, file }) => [line, file])).toEqual([
      [1, "a.png"],
      [2, "broken.jpg"],
      [3, "none.jpg"],
      [4, at("b.png")],
      [5, "a.png"],
    ]);
    expect(rows[0]).toMatchObject({ error: null, faces: 1, gender: expect.stringMatching(/male/), others: null });
    expect(rows[0]!.age).toBeGreaterThan(18);
    expect(rows[0]!.age_lowest).toBeLessThan(rows[0]!.age_highest);
    expect(rows[1]).toMatchObject({ error: expect.stringContaining("broken.jpg"), faces: null, age: null });
    expect(rows[2]!.error).toEqual(expect.any(String));
    expect({ ...rows[4], line: 1 }).toEqual(rows[0]);
  });

  test("does a share, leaves what is there as it is, and ends what was begun with other shares", async () => {
    await label("shares", "--shard", "2/2");
    expect((await readdir(at("shares"))).sort()).toEqual(["part-00000001.parquet", "plan.json"]);
    const before = await stat(join(at("shares"), "part-00000001.parquet"));
    const { lines } = await label("shares");
    expect(lines.map((line) => JSON.parse(line).wasThere)).toEqual([false, true, false]);
    expect((await stat(join(at("shares"), "part-00000001.parquet"))).mtimeMs).toBe(before.mtimeMs);
    expect(await rowsOf("shares")).toEqual(await rowsOf("whole"));
  });

  test("tells the plan, and refuses a folder of another labelling", async () => {
    const { lines } = await label("planned", "--plan");
    expect(lines).toEqual(['{"lines":5,"parts":3}']);
    const { exitCode, stderr } = await label("planned", "--crops");
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringMatching(/parts of another labelling: detector was ssd.*none/),
    ]);
    expect((await label("planned", "--shard", "3/2")).exitCode).toBe(2);
  });
});
