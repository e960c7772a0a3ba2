import { appendFile, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DataError } from "@fagr/core";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { FaceRecord } from "./face-record";
import { openPredictions, readPredictions, writePredictions } from "./predictions-file";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-predictions-"));
  file = join(folder, "kept", "predictions.jsonl");
});
afterEach(() => rm(folder, { recursive: true }));

const header = { model: { name: "mine", version: "1.2.3" }, backend: "wasm", detector: null, limit: 500 };
const record = (name: string, more: Partial<FaceRecord> = {}): FaceRecord => ({
  ...{ file: name, source: "x", age: 34, gender: "male", faceFound: true, ...more },
  prediction: { age: 31.25, gender: "female", genderProbability: 0.75 },
});
const detailed: FaceRecord = {
  ...record("a.jpg", { age: null, gender: null, groups: { ethnicity: "Asian" } }),
  prediction: { age: 20, gender: "male", genderProbability: 1, ageInterval: [18, 22.5], ageDistribution: [0.25, 0.75] },
};

describe("writePredictions and readPredictions", () => {
  it("give back what was written, with the format in the first line and a face a line", async () => {
    const predictions = { header, records: [detailed, record("é \n.jpg")] };
    await writePredictions(file, predictions);
    expect(await readPredictions(file)).toEqual(predictions);
    const [first, ...lines] = (await readFile(file, "utf8")).split("\n");
    expect(JSON.parse(first!)).toEqual({ format: "fagr-predictions/1", ...header });
    expect(lines).toHaveLength(3); // the last is empty
  });

  it("round numbers to six digits", async () => {
    await writePredictions(file, { header, records: [record("a.jpg", { age: 100 / 3 })] });
    expect((await readPredictions(file)).records[0]!.age).toBe(33.333333);
  });

  it.each([
    ["no JSON", '{"file":\n', /line 2: .*not JSON/],
    ["another gender", `${JSON.stringify(record("a.jpg", { gender: "m" as "male" }))}\n`, /line 2: .*gender/],
    ["no prediction", '{"file":"a","source":"x","age":1,"gender":null,"faceFound":true}\n', /line 2: .*prediction/],
    ["a probability of per cents", JSON.stringify(record("a")).replace("0.75", "75").concat("\n"), /genderProbability/],
  ])("say where there is %s", async (_what, line, message) => {
    await writePredictions(file, { header, records: [] });
    await appendFile(file, line);
    await expect(readPredictions(file)).rejects.toThrow(message);
    await expect(readPredictions(file)).rejects.toBeInstanceOf(DataError);
  });

  it.each([
    ["another kind of file", "file,age,gender\na.jpg,1,1\n"],
    ["another version", '{"format":"fagr-predictions/9","model":{"name":"x"}}\n'],
    ["nothing", ""],
  ])("refuse %s", async (_what, text) => {
    const other = join(folder, "other");
    await writeFile(other, text);
    await expect(readPredictions(other)).rejects.toThrow(/other, line 1: .*fagr-predictions\/1/);
  });

  it("say that a file is not there", async () => {
    await expect(readPredictions(join(folder, "none"))).rejects.toThrow(DataError);
  });
});

describe("openPredictions", () => {
  it("begins a file, and goes on with it", async () => {
    const writer = await openPredictions(file, header);
    expect(writer).toMatchObject({ header, records: [] });
    await writer.append([record("a.jpg"), record("b.jpg")]);
    await writer.close();
    await writer.close();
    const again = await openPredictions(file, { model: { name: "another" } });
    expect(again.header).toEqual(header);
    expect(again.records.map((kept) => kept.file)).toEqual(["a.jpg", "b.jpg"]);
    await again.append([record("c.jpg")]);
    await again.close();
    expect((await readPredictions(file)).records).toHaveLength(3);
  });

  it("leaves alone what it cannot read", async () => {
    await mkdir(file, { recursive: true });
    await expect(openPredictions(file, header)).rejects.toThrow(/predictions file at .*cannot be read/);
    if (process.platform !== "win32")
      await expect(openPredictions("/dev/zero", header)).rejects.toThrow(/pipe, a socket or a device/);
  });

  it("goes on behind the last whole line of a run that was interrupted", async () => {
    await writePredictions(file, { header, records: [record("ä.jpg"), record("b.jpg")] });
    await truncate(file, (await readFile(file)).length - 20);
    expect((await readPredictions(file)).records).toHaveLength(1);
    const writer = await openPredictions(file, header);
    expect(writer.records).toHaveLength(1);
    await writer.append([record("c.jpg")]);
    await writer.close();
    expect((await readPredictions(file)).records.map((kept) => kept.file)).toEqual(["ä.jpg", "c.jpg"]);
  });

  it("begins anew where not even the header was whole", async () => {
    await writePredictions(file, { header, records: [] });
    await truncate(file, 30);
    const writer = await openPredictions(file, header);
    await writer.append([record("a.jpg")]);
    await writer.close();
    expect((await readPredictions(file)).records).toHaveLength(1);
  });

  it("leaves a file of another kind as it is", async () => {
    for (const text of ["no line end", "a,b\nc,d\ne"]) {
      const other = join(folder, "other");
      await writeFile(other, text);
      await expect(openPredictions(other, header)).rejects.toThrow(DataError);
      expect(await readFile(other, "utf8")).toBe(text);
    }
  });
});
