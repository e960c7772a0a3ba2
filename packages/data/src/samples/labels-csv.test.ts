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

async function labels(text: string | Uint8Array, columns: Parameters<typeof readLabels>[1] = {}) {
  const file = join(folder, "labels.csv");
  await writeFile(file, text);
  return readLabels(file, columns);
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

  test("reads the attributes that are asked for, whatever their words; alone too", async () => {
    const text = "file,Age,Glasses,hat\na.jpg,34,sun,no\nb.jpg,34,,\n";
    expect(await labels(text, { attributes: ["Glasses", "hat"] })).toEqual([
      { file: "a.jpg", age: 34, gender: null, attributes: { Glasses: "sun", hat: "no" } },
      { file: "b.jpg", age: 34, gender: null },
    ]);
    expect(await labels("file,hat\na.jpg,yes\n", { attributes: ["hat"] })).toEqual([
      { file: "a.jpg", age: null, gender: null, attributes: { hat: "yes" } },
    ]);
    await expect(labels(text, { attributes: ["hair"] })).rejects.toThrow(
      /the column hair, which the option attributes/,
    );
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
    ["without a column gender", "file,age\na.jpg,34\n", { age: 34, gender: null }],
    ["without a column age", "gender,file\n1,a.jpg\n", { age: null, gender: "male" }],
    ["with bands alone", "file,age_min,age_max\na.jpg,31,45\n", { age: null, ageBand: [31, 45], gender: null }],
    ["with semicolons and decimal commas", "file;age;gender\na.jpg;34,5;F\n", { age: 34.5, gender: "female" }],
    ["with tabs", "file\tage\tgender\na.jpg\t34\tMale\n", { age: 34, gender: "male" }],
    ["with a band as age", "file,age,gender\na.jpg,31-45,\n", { age: null, ageBand: [31, 45], gender: null }],
    ["with a band without an end", "file,age,gender\na.jpg,60+,\n", { age: null, ageBand: [60, 130], gender: null }],
  ])("reads a table %s", async (_what, text, expected) => {
    expect(await labels(text)).toEqual([{ file: "a.jpg", ...expected }]);
  });

  test.each([
    ["little endian", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le")],
    ["big endian", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16()],
    ["little endian without a mark", (text: string) => Buffer.from(text, "utf16le")],
    ["big endian without a mark", (text: string) => Buffer.from(text, "utf16le").swap16()],
  ])("reads UTF-16, %s", async (_what, encode) => {
    const rows = await labels(encode("file;age;gender\r\nJos\u00e9.jpg;34;1\r\n"));
    expect(rows).toEqual([{ file: "Jos\u00e9.jpg", age: 34, gender: "male" }]);
  });

  test("says how to save what is no Unicode", async () => {
    await expect(labels(Buffer.from("file,age\nJos\xe9.jpg,34\n", "latin1"))).rejects.toThrow(/Save it as UTF-8/);
  });

  test("reads other columns and words where it is told which", async () => {
    const text = "Path,Sex,Years\na.jpg,H,34\nb.jpg,f,\nc.jpg,,20\n";
    const columns = { file: "path", gender: "sex", age: "years", male: "h", female: "F" };
    expect(await labels(text, columns)).toEqual([
      { file: "a.jpg", age: 34, gender: "male" },
      { file: "b.jpg", age: null, gender: "female" },
      { file: "c.jpg", age: 20, gender: null },
    ]);
    // UTKFace's order.
    const [man, woman] = await labels("file,gender\na.jpg,0\nb.jpg,1\n", { male: "0", female: "1" });
    expect([man!.gender, woman!.gender]).toEqual(["male", "female"]);
    // With one word alone, the number of that gender is none any more.
    await expect(labels("file,gender\na.jpg,1\n", { male: "H" })).rejects.toThrow(/line 2: expected H \(male\)/);
    expect(await labels("file,sex,age\na.jpg,?,34\n", { gender: "none" })).toEqual([
      { file: "a.jpg", age: 34, gender: null },
    ]);
  });

  test.each([
    ["another name of the genders", "file,age,sex\na.jpg,34,1\n", {}, /\?gender=sex/],
    ["another name of the ages", "file,Years\na.jpg,34\n", {}, /\?age=years/],
    ["another name of the files", "image,age\na.jpg,34\n", {}, /\?file=image/],
    [
      "a column that is told and not there",
      "file,age\na.jpg,34\n",
      { gender: "sex" },
      /the column sex, which the option gender names/,
    ],
    ["a word that nobody told", "file,gender\na.jpg,Homme\n", {}, /\?male=\.\.\.&female=.*"Homme"/],
  ])("names the option for %s", async (_what, text, columns, message) => {
    await expect(labels(text, columns)).rejects.toThrow(message);
  });

  test.each([
    ["a band upside down", "file,age,age_min,age_max,gender\na.jpg,,30,20,1\n", "line 2"],
    ["half a band", "file,age,age_min,age_max,gender\na.jpg,,30,,1\n", "line 2"],
    ["a gender that is none", "file,age,gender\na.jpg,34,1\nb.jpg,34,2\n", "line 3"],
    ["a word that is no gender", "file,age,gender\na.jpg,34,man\n", "line 2"],
    ["a band of ages upside down", "file,age,gender\na.jpg,45-31,1\n", "line 2"],
    ["an age that is no number", "file,age,gender\n\na.jpg,old,1\n", "line 3"],
    ["a negative age", "file,age,gender\na.jpg,-1,1\n", "line 2"],
    ["an age of nobody", "file,age,gender\na.jpg,1975,1\n", "line 2"],
    ["no file", "file,age,gender\n,20,1\n", "line 2"],
    ["too few cells", "file,age,gender\na.jpg,34,1\nb.jpg,34\n", "line 3"],
    ["too many cells", "file,age,gender\na.jpg,34,1,0\n", "line 2"],
    ["an open quote", 'file,age,gender\n"a.jpg,34,1\n', "line"],
    ["a header without ages and genders", "file,size\na.jpg,34\n", "a column age, a column gender"],
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
