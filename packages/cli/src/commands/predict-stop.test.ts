import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Writable } from "node:stream";
import { randomImage } from "@fagr/testing";
import { beforeAll, describe, expect, test } from "@jest/globals";
import sharp from "sharp";
import { useFolderWithRandomModel } from "../testing/random-model";
import { run, TextSink } from "../testing/run";

const place = useFolderWithRandomModel();
let files: string[];

beforeAll(async () => {
  const { data, width, height } = randomImage(40, 40, 1);
  const png = await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  // More than two batches.
  files = Array.from({ length: 80 }, (_, index) => join(place.folder, `${index}.png`));
  for (const file of files) await writeFile(file, png);
});

const predict = (io: Parameters<typeof run>[1]) =>
  run(["predict", "--model", place.manifest, "--crops", "--json", ...files], io);

/** The model of random numbers has no calibration, which is told; nothing else is. */
const onlyUncalibrated = /^(This model is not calibrated: .*\n)?$/;

describe("fagr predict, stopped", () => {
  test("Ctrl-C ends it between two lines, with exit code 130", async () => {
    const interrupted = new AbortController();
    const stdout = new TextSink();
    stdout._write = (chunk, _encoding, done) => {
      stdout.text += chunk;
      if (stdout.text.split("\n").length === 4) interrupted.abort();
      done();
    };
    const { exitCode, stderr } = await predict({ stdout, signal: interrupted.signal });
    expect(exitCode).toBe(130);
    expect(stderr).toMatch(onlyUncalibrated);
    const lines = stdout.text.split("\n");
    expect(lines.pop()).toBe("");
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(JSON.parse(line).faces).toHaveLength(1);
  });

  test("a signal that is there from the start lets it do nothing", async () => {
    const { exitCode, stdout } = await predict({ signal: AbortSignal.abort() });
    expect([exitCode, stdout]).toEqual([130, ""]);
  });

  test("a reader that goes away ends it without a word", async () => {
    let writes = 0;
    const stdout = new Writable({
      write(_chunk, _encoding, done) {
        writes++;
        done(writes < 3 ? null : Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
      },
    });
    const { exitCode, stderr } = await predict({ stdout });
    expect([exitCode, stderr, writes]).toEqual([0, expect.stringMatching(onlyUncalibrated), 3]);
  });

  test("on a terminal it shows how far it is, and takes that away at the end", async () => {
    const { exitCode, stderr, lines } = await predict({ terminal: true });
    expect(exitCode).toBe(0);
    expect(lines).toHaveLength(80);
    expect(stderr).toContain("79/80 images");
    expect(stderr.endsWith("\r\u001b[K")).toBe(true);
  });
});
