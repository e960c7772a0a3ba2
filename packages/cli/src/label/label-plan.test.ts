import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DataError } from "@fagr/core";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { openPlan, readPart } from "./label-plan";
import { parseShard, partsOf } from "./which-parts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-plan-"));
});
afterEach(() => rm(folder, { recursive: true }));

const settings = { model: "m 1", detector: "d", interval: 0.8 };
async function plan(text: string, changes: object = {}) {
  const list = join(folder, "list.txt");
  await writeFile(list, text);
  return { list, plan: await openPlan({ list, out: join(folder, "out"), partSize: 2, settings, ...changes }) };
}

describe("openPlan and readPart", () => {
  test.each([
    ["with a line's end at the end", "a.jpg\nb.jpg\nc.jpg\n"],
    ["without one", "a.jpg\nb.jpg\nc.jpg"],
    ["as Windows writes it", "\uFEFFa.jpg\r\nb.jpg\r\nc.jpg\r\n"],
  ])("cut a list %s", async (_, text) => {
    const { list, plan: made } = await plan(text);
    expect([made.list.lines, made.offsets.length]).toEqual([3, 2]);
    expect(await readPart(list, made, 0)).toEqual([
      { line: 1, file: "a.jpg" },
      { line: 2, file: "b.jpg" },
    ]);
    expect(await readPart(list, made, 1)).toEqual([{ line: 3, file: "c.jpg" }]);
  });

  test("count blank lines and make no row of them, and keep umlauts whole", async () => {
    const { list, plan: made } = await plan("ä.jpg\n\n \nörn.jpg\n");
    const all = [...(await readPart(list, made, 0)), ...(await readPart(list, made, 1))];
    expect(all).toEqual([
      { line: 1, file: "ä.jpg" },
      { line: 4, file: "örn.jpg" },
    ]);
  });

  test("go through a list of many blocks", async () => {
    const names = Array.from({ length: 120_000 }, (_, index) => `pictures/of/some/length/${index}.jpg`);
    const { list, plan: made } = await plan(`${names.join("\n")}\n`, { partSize: 5000 });
    expect(made.offsets).toHaveLength(24);
    const part = await readPart(list, made, 23);
    expect([part[0], part.at(-1)]).toEqual([
      { line: 115_001, file: names[115_000] },
      { line: 120_000, file: names[119_999] },
    ]);
  });

  test.each([
    ["no JSON", () => "{"],
    ["nothing", () => "null"],
    ["another format", (text: string) => text.replace("fagr-labels/1", "labels")],
    ["offsets that go back", (text: string) => text.replace("[0,12]", "[12,0]")],
    ["an offset behind the end", (text: string) => text.replace("[0,12]", "[0,1200]")],
    ["a part too few", (text: string) => text.replace("[0,12]", "[0]")],
    ["a size of parts that is none", (text: string) => text.replace('"partSize":2', '"partSize":0')],
    ["no settings", (text: string) => text.replace(/"settings":.*/, '"settings":1}')],
  ])("refuse a plan with %s", async (_, damage) => {
    const names = "a.jpg\nb.jpg\nc.jpg\n";
    await plan(names);
    const place = join(folder, "out", "plan.json");
    const damaged = damage(await readFile(place, "utf8"));
    await writeFile(place, damaged);
    await expect(plan(names)).rejects.toThrow(DataError);
    await expect(plan(names)).rejects.toThrow(/Delete it and run the same command again/);
  });

  test("refuse lists that may never end, and lines that are no names", async () => {
    const options = { out: join(folder, "out"), partSize: 2, settings };
    if (process.platform === "linux")
      await expect(openPlan({ ...options, list: "/dev/zero" })).rejects.toThrow(/not a regular file/);
    await expect(openPlan({ ...options, list: folder })).rejects.toThrow(DataError);
    const { list, plan: made } = await plan("a.jpg\nb.jpg\nc.jpg\n");
    const endless = { ...made, offsets: [0, 2 ** 40] };
    await expect(readPart(list, endless, 0)).rejects.toThrow(/names in part 0.*received/);
  });

  test("refuse another list and other settings, naming what differs", async () => {
    await plan("a.jpg\n");
    await expect(plan("a.jpg\nb.jpg\n")).rejects.toThrow(/another labelling: bytes was 6, now it is 12/);
    await expect(plan("b.jpg\n")).rejects.toThrow(/another labelling: head was/);
    await expect(plan("a.jpg\n", { partSize: 3 })).rejects.toThrow(/partSize was 2, now it is 3/);
    await expect(plan("a.jpg\n", { settings: { ...settings, model: "m 2" } })).rejects.toThrow(/model was m 1/);
    await expect(plan("a.jpg\n")).resolves.toBeDefined();
  });
});

test("shares of the parts are disjoint and leave none out", () => {
  const all = ["1/3", "2/3", "3/3"].flatMap((text) => [...partsOf(parseShard(text), 10)]);
  expect(all.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  for (const text of ["0/3", "4/3", "1", "a/b"]) expect(() => parseShard(text)).toThrow("Expected a share such as 1/4");
});
