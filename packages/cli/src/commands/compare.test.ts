import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describeIfShared, randomImage, sharedFile } from "@fagr/testing";
import { beforeAll, describe, expect, test } from "@jest/globals";
import sharp from "sharp";
import { astronaut } from "../testing/photos";
import { useFolderWithRandomModel } from "../testing/random-model";
import { run } from "../testing/run";

const place = useFolderWithRandomModel();
const at = (name: string) => join(place.folder, name);
const compare = (models: string, args: string[]) =>
  run(["compare", `Mine=csv:${at("faces/labels.csv")}`, "--models", models, "--backend", "wasm", ...args]);

/** Four pictures with a face, of different bytes, and one without. */
beforeAll(async () => {
  await mkdir(at("faces"));
  for (const quality of [90, 91, 92, 93])
    await sharp(astronaut)
      .jpeg({ quality })
      .toFile(at(`faces/${quality}.jpg`));
  const { data, width, height } = randomImage(200, 200, 3);
  await sharp(data, { raw: { width, height, channels: 3 } }).toFile(at("faces/none.png"));
  const rows = ["90.jpg,40,0", "91.jpg,40,0", "92.jpg,41,0", "93.jpg,43,0", "none.png,30,1"];
  await writeFile(at("faces/labels.csv"), ["file,age,gender", ...rows].join("\n"));
});

describe("fagr compare", () => {
  test("sets two models beside each other on the same faces, keeps what it has, and leaves out what has no face", async () => {
    const models = `one=${place.manifest},two=${place.manifest}`;
    const args = ["--detector", "ssd", "--out", at("report")];
    const first = await compare(models, args);
    expect(first).toMatchObject({ exitCode: 0 });
    expect(first.stderr).toContain("no face was found in 1 pictures");
    expect(first.lines.map((line) => line.split(/\s/)[0])).toEqual(["system", "one", "two"]);
    const predictions = ["one", "two"].map((name) => `predictions-${name}-Mine.jsonl`);
    const pictures = ["age-errors", "gender-table"].flatMap((name) => [`${name}.png`, `${name}.svg`]);
    expect(await readdir(at("report"))).toEqual([...pictures, ...predictions, "report.json", "report.md"].sort());
    const markdown = await readFile(at("report/report.md"), "utf8");
    expect(markdown).toContain("Mine: 4 faces");
    expect(markdown).toContain('<th colspan="6">Mine (0 men, 4 women)</th>');
    const { format, systems } = JSON.parse(await readFile(at("report/report.json"), "utf8"));
    expect(format).toBe("fagr-comparison/1");
    expect(systems[0].sets[0].measurement.age.mae).toEqual(systems[1].sets[0].measurement.age.mae);

    // A third model costs its own answers alone: those of the others stay as they are, even where they are not what they would be.
    const kept = at(`report/${predictions[0]}`);
    const text = await readFile(kept, "utf8");
    await writeFile(kept, text.replaceAll(/"prediction":\{"age":[\d.]+/g, '"prediction":{"age":64'));
    const again = await compare(`${models},three=${place.manifest}`, args);
    expect(again.lines).toHaveLength(4);
    expect(again.lines[1]).toMatch(/23\.00$/);
    expect(again.lines[3]!.replace("three", "two  ")).toBe(again.lines[2]);
  });

  test("refuses models that it does not know, and a file that is not there", async () => {
    expect(await compare("theirs", ["--out", at("x")])).toMatchObject({ exitCode: 2 });
    const missing = await compare("openvino:nothing.onnx", ["--out", at("x")]);
    expect(missing).toMatchObject({ exitCode: 1 });
    expect(missing.stderr).toMatch(/nothing\.onnx, but it cannot be read/);
  });
});

describeIfShared("fagr compare with other people's files", "peers", (peers) => {
  const openvino = join(peers, "openvino-retail-0013.onnx");
  const insightFace = join(peers, "insightface-2019-mobile.onnx");
  const yunet = sharedFile("models/face_detection_yunet_2023mar.onnx")!;

  test("takes the astronaut for a woman, whoever answers", async () => {
    const models = `ours,openvino:${openvino},insightface:${insightFace},mfn:${join(peers, "original-mfn.onnx")}`;
    const { exitCode, lines } = await compare(models, ["--detector-model", yunet, "--out", at("peers")]);
    expect(exitCode).toBe(0);
    expect(lines.slice(1).map((line) => /(\S+)\s+(\S+)$/.exec(line)![1])).toEqual(Array(4).fill("1.000"));
    for (const line of lines.slice(1)) expect(Number(/(\S+)$/.exec(line)![1])).toBeLessThan(15);
  });

  test("says that InsightFace needs landmarks, and which network a file should hold", async () => {
    const unaligned = await compare(`insightface:${insightFace}`, ["--detector", "ssd", "--out", at("y")]);
    expect(unaligned.stderr).toMatch(/landmarks.*fagr download yunet/);
    const other = await compare(`openvino:${insightFace}`, ["--out", at("z")]);
    expect(other.stderr).toMatch(/out_age_conv3, out_prob, received one with/);
  });
});
