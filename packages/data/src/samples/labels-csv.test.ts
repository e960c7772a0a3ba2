import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DataError } from "@fagr/core";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { readLabels } from "./labels-csv";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-labels-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function labels(text: string) {
  const file = join(folder, "labels.csv");
  await writeFile(file, text);
  return readLabels(file);
}

describe("readLabels", () => {
  test("reads age and gender, blank is unknown", async () => {
    expect(await labels("file,age,gender\na.jpg,34,1\nb.jpg,,0\nc.jpg,20.5,\n")).toEqual([
      { file: "a.jpg", age: 34, gender: "male" },
      { file: "b.jpg", age: null, gender: "female" },
      { file: "c.jpg", age: 20.5, gender: null },
    ]);
  });

  test("takes other orders, more columns, a byte order mark, CRLF, spaces, quotes and empty lines", async () => {
    const text = '\uFEFFdomain,Gender,file,Age\r\nwiki, 1 ,"a, b.jpg",34\r\n\r\nwiki,0.0,c.jpg,34.0\r\n';
    expect(await labels(text)).toEqual([
      { file: "a, b.jpg", age: 34, gender: "male" },
      { file: "c.jpg", age: 34, gender: "female" },
    ]);
  });

  test("reads groups from columns of that name, blank is unknown", async () => {
    const text = "file,age,gender,group:Ethnicity,group: light \na.jpg,34,1,Han Chinese,night\nb.jpg,34,1,,\n";
    expect(await labels(text)).toEqual([
      { file: "a.jpg", age: 34, gender: "male", groups: { ethnicity: "Han Chinese", light: "night" } },
      { file: "b.jpg", age: 34, gender: "male" },
    ]);
  });

  test("reads age bands where the age is blank, and persons", async () => {
    const text = "file,age,age_min,age_max,gender,person\na.jpg,,20,30,1,F1\nb.jpg,25,20,30,1,\nc.jpg,,,,0,F1\n";
    expect(await labels(text)).toEqual([
      { file: "a.jpg", age: null, ageBand: [20, 30], gender: "male", person: "F1" },
      { file: "b.jpg", age: 25, gender: "male" },
      { file: "c.jpg", age: null, gender: "female", person: "F1" },
    ]);
  });

  test.each([
    ["a band upside down", "file,age,age_min,age_max,gender\na.jpg,,30,20,1\n", "line 2"],
    ["half a band", "file,age,age_min,age_max,gender\na.jpg,,30,,1\n", "line 2"],
    ["a gender that is none", "file,age,gender\na.jpg,34,1\nb.jpg,34,2\n", "line 3"],
    ["a word for a gender", "file,age,gender\na.jpg,34,male\n", "line 2"],
    ["an age that is no number", "file,age,gender\n\na.jpg,old,1\n", "line 3"],
    ["a negative age", "file,age,gender\na.jpg,-1,1\n", "line 2"],
    ["an age of nobody", "file,age,gender\na.jpg,1975,1\n", "line 2"],
    ["no file", "file,age,gender\n,20,1\n", "line 2"],
    ["too few cells", "file,age,gender\na.jpg,34,1\nb.jpg,34\n", "line 3"],
    ["too many cells", "file,age,gender\na.jpg,34,1,0\n", "line 2"],
    ["an open quote", 'file,age,gender\n"a.jpg,34,1\n', "line"],
    ["a header without gender", "file,age\na.jpg,34\n", "without gender"],
    ["no rows", "file,age,gender\n", "without a row"],
    ["an empty file", "", "without a row"],
  ])("refuses %s and says where", async (_what, text, place) => {
    const failure = labels(text);
    await expect(failure).rejects.toBeInstanceOf(DataError);
    await expect(failure).rejects.toThrow(place);
    await expect(failure).rejects.toMatchObject({ file: join(folder, "labels.csv") });
  });

  test("says that the file is not there", async () => {
    await expect(readLabels(join(folder, "none.csv"))).rejects.toThrow(DataError);
  });
});
