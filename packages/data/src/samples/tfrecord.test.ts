import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import type { FaceSample } from "./face-sample";
import { DataSetTree } from "./test-support/data-set-tree";
import { readTfRecords } from "./tfrecord";
import { crc32c } from "./tfrecord/crc32c";
import { encodeExample } from "./tfrecord/example";
import { RecordWriter } from "./tfrecord/record-file";
import { writeTfRecordFile, writeTfRecordGroups } from "./write-tfrecords";

const tree = new DataSetTree();
const fixture = () => readFile(fileURLToPath(new URL("./test-support/Asian18.tfrecords", import.meta.url)));
const allBytes = Uint8Array.from({ length: 512 }, (_, index) => index % 256);
const sample = (file: string, labels: Partial<FaceSample> = {}): FaceSample => ({
  file,
  bytes: new TextEncoder().encode(file),
  age: 30,
  gender: 0,
  domain: "asian",
  source: "test",
  ...labels,
});

async function writeRecord(features: Parameters<typeof encodeExample>[0] | Uint8Array) {
  const writer = await RecordWriter.open(join(tree.folder, "x.tfrecords"));
  await writer.append(features instanceof Uint8Array ? features : encodeExample(features));
  await writer.finish();
}

describe("crc32c", () => {
  it.each([
    ["32 bytes of zeros", new Uint8Array(32), 0x8a9136aa],
    ["32 bytes of ones", new Uint8Array(32).fill(0xff), 0x62a8ab43],
    ["32 rising bytes", Uint8Array.from({ length: 32 }, (_, index) => index), 0x46dd794e],
  ])("is that of RFC 3720, B.4, for %s", (_what, bytes, expected) => {
    expect(crc32c(bytes)).toBe(expected);
  });
});

describe("readTfRecords", () => {
  it("reads what another library has written", async () => {
    await tree.put("train/Asian18.tfrecords", await fixture());
    await tree.put("train/notes.txt", "");
    const { samples } = await tree.read(readTfRecords, { path: "train" });
    const common = { domain: "asian", source: "Asian18.tfrecords" };
    const file = "train/Asian18.tfrecords";
    expect(samples.map(({ bytes, ...labels }) => ({ ...labels, bytes: [...bytes!] }))).toEqual([
      { file: `${file}#1`, bytes: [0xff, 0xd8, ...Buffer.from("first")], age: 18, gender: 1, ...common },
      { file: `${file}#2`, bytes: [...allBytes], age: 20, gender: 0, ...common },
      { file: `${file}#3`, bytes: [], age: null, gender: 0, ...common },
    ]);
  });

  it("takes other files as American-European, and another name and domain", async () => {
    await tree.put("UTK18.tfrecords", await fixture());
    const { samples } = await tree.read(readTfRecords, { path: "UTK18.tfrecords" });
    expect(samples[0]).toMatchObject({ domain: "americanEuropean", source: "UTK18.tfrecords" });
    const named = await tree.read(readTfRecords, { path: "UTK18.tfrecords", source: "mine", domain: "asian" });
    expect(named.samples[0]).toMatchObject({ domain: "asian", source: "mine" });
  });

  it.each([
    ["a damaged length", (bytes: Buffer) => bytes.writeUInt8(bytes[0]! ^ 1, 0), /record 1 at byte 0.*length/],
    ["damaged data", (bytes: Buffer) => bytes.writeUInt8(bytes[40]! ^ 1, 40), /record 1 at byte 0.*data/],
    ["a cut", (bytes: Buffer) => bytes.subarray(0, bytes.length - 1), /record 3 at byte \d+.*ends/],
    ["a cut in a header", (bytes: Buffer) => bytes.subarray(0, 10), /record 1.*ends/],
  ])("refuses a file with %s", async (_what, damage, message) => {
    const bytes = await fixture();
    const damaged = damage(bytes);
    await tree.put("x.tfrecords", Buffer.isBuffer(damaged) ? damaged : bytes);
    await expect(tree.read(readTfRecords)).rejects.toThrow(message);
  });

  it.each([
    ["without a picture", { Age: 20, Gender: 1 }, /record 1.*feature image.*Age, Gender/],
    ["with an age of nobody", { image: allBytes, Age: 1975, Gender: 1 }, /record 1.*feature Age.*1975/],
    ["with a negative age", { image: allBytes, Age: -1, Gender: 1 }, /record 1.*feature Age.*-1/],
    ["with another gender", { image: allBytes, Age: 20, Gender: 2 }, /record 1.*feature Gender.*2/],
  ])("refuses a record %s", async (_what, features, message) => {
    await writeRecord(features);
    await expect(tree.read(readTfRecords)).rejects.toThrow(message);
  });

  it("refuses records that are no examples, and says when no file is there", async () => {
    await expect(tree.read(readTfRecords)).rejects.toThrow(/files ending in \.tfrecords/);
    await expect(tree.read(readTfRecords, { path: "none.tfrecords" })).rejects.toThrow(/cannot be read/);
    await writeRecord(new Uint8Array([0x0a, 0x7f, 0x0a]));
    await expect(tree.read(readTfRecords)).rejects.toThrow(/record 1.*tf\.train\.Example/);
  });
});

describe("writeTfRecordFile", () => {
  it("writes records as long as another library's, which that of the other order is byte for byte", async () => {
    const first = Uint8Array.from([0xff, 0xd8, ...Buffer.from("first")]);
    const file = join(tree.folder, "x.tfrecords");
    expect(await writeTfRecordFile(file, [sample("a", { bytes: first, age: 18, gender: 1 })])).toBe(1);
    const other = (await fixture()).subarray(0, 12 + 55 + 4);
    expect((await stat(file)).size).toBe(other.length);
    // A map has no order: TensorFlow's is another one from file to file.
    await writeRecord({ image: first, Gender: 1, Age: 18 });
    expect(await readFile(file)).toEqual(other);
  });

  it("reads files, rounds ages down and leaves unknown labels out", async () => {
    await tree.put("a.jpg", "picture");
    const { bytes: _, ...fromFile } = sample(join(tree.folder, "a.jpg"), { age: 30.9, gender: null });
    await writeTfRecordFile(join(tree.folder, "x.tfrecords"), [fromFile]);
    const { samples } = await tree.read(readTfRecords, { path: "x.tfrecords" });
    expect(samples).toMatchObject([{ age: 30, gender: null }]);
    expect(Buffer.from(samples[0]!.bytes!).toString()).toBe("picture");
  });

  it("leaves no file behind when the samples fail", async () => {
    const file = join(tree.folder, "x.tfrecords");
    async function* failing() {
      yield sample("a");
      throw new Error("no more");
    }
    await expect(writeTfRecordFile(file, failing())).rejects.toThrow("no more");
    for (const name of [file, `${file}.part`]) await expect(stat(name)).rejects.toThrow(/ENOENT/);
  });
});

describe("writeTfRecordGroups", () => {
  it("writes a file for each age group, named by its first year", async () => {
    const skipped: string[] = [];
    const folder = join(tree.folder, "tfrecords/train");
    const samples = [
      sample("a", { age: 18 }),
      sample("b", { age: 20 }),
      sample("c", { age: 21 }),
      sample("d", { age: 65 }),
      sample("e", { age: 66 }),
      sample("f", { age: null }),
      sample("g", { gender: null }),
    ];
    const counts = await writeTfRecordGroups(samples, {
      folder,
      name: "Asian",
      onSkip: ({ file }) => skipped.push(file),
    });
    expect(counts).toEqual({
      [join(folder, "Asian18.tfrecords")]: 2,
      [join(folder, "Asian21.tfrecords")]: 1,
      [join(folder, "Asian63.tfrecords")]: 1,
    });
    expect(skipped).toEqual(["e", "f", "g"]);
    const read = await tree.read(readTfRecords, { path: "tfrecords/train" });
    expect(read.samples.map(({ age, domain }) => [age, domain])).toEqual([
      [18, "asian"],
      [20, "asian"],
      [21, "asian"],
      [65, "asian"],
    ]);
  });
});
