import { spawn } from "node:child_process";
import { appendFile, copyFile, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { type PrepareOptions, prepareCrops } from "./prepare-crops";
import type { PrepareProgress } from "./prepare-progress";
import { centralBox, detectorOf, sourceOf, useFolder, writePicture } from "./test-pictures";

const place = useFolder();
const program = fileURLToPath(new URL("../../test/slow-preparation.mjs", import.meta.url));

async function writePictures(count: number) {
  const folder = join(place.folder, "pictures");
  await mkdir(folder);
  const names = Array.from({ length: count }, (_, index) => `${String(index).padStart(3, "0")}.png`);
  const samples = [];
  for (const [seed, name] of names.entries()) samples.push(await writePicture(join(folder, name), { seed }));
  return { folder, samples };
}

async function contents(folder: string) {
  const names = (await readdir(folder)).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, (await readFile(join(folder, name))).toString("base64")])),
  );
}

/** Runs the slow preparation until it has done so many pictures, kills it there, and says with how many it began. */
function killAt(count: number, pictures: string, out: string): Promise<{ first: number; signal: string | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, pictures, out], { stdio: ["ignore", "pipe", "inherit"] });
    let first: number | undefined;
    createInterface(child.stdout).on("line", (line) => {
      first ??= Number(line);
      if (Number(line) >= count) child.kill("SIGKILL");
    });
    child.on("error", reject);
    child.on("exit", (_, signal) => resolve({ first: first ?? -1, signal }));
  });
}

describe("prepareCrops, interrupted", () => {
  it("is killed twice and ends with the bytes of an uninterrupted run", async () => {
    const { folder } = await writePictures(220);
    const [killed, whole] = [join(place.folder, "killed"), join(place.folder, "whole")];
    expect(await killAt(90, folder, killed)).toEqual({ first: 0, signal: "SIGKILL" });
    expect(await readdir(killed)).not.toContain("crops.json");
    const second = await killAt(170, folder, killed);
    expect(second.signal).toBe("SIGKILL");
    expect(second.first).toBeGreaterThanOrEqual(64);
    expect(await killAt(Number.POSITIVE_INFINITY, folder, killed)).toMatchObject({ signal: null });
    expect(await killAt(Number.POSITIVE_INFINITY, folder, whole)).toEqual({ first: 0, signal: null });
    const result = await contents(killed);
    expect(Object.keys(result)).toEqual(["crops.bin", "crops.json", "dropped.jsonl"]);
    expect(result).toEqual(await contents(whole));
  });

  it("does not depend on how many pictures it looks at in parallel, nor on where they lie", async () => {
    const { folder, samples } = await writePictures(30);
    const elsewhere = join(place.folder, "elsewhere");
    await mkdir(elsewhere);
    for (const { file } of samples) await copyFile(file, file.replace(folder, elsewhere));
    const moved = samples.map((sample) => ({ ...sample, file: sample.file.replace(folder, elsewhere) }));
    const [one, many] = [join(place.folder, "one"), join(place.folder, "many")];
    // The later pictures are found sooner.
    let calls = 0;
    const { detect, ...detector } = detectorOf(centralBox);
    const hurried: PrepareOptions["detector"] = {
      ...detector,
      async detect(image) {
        await new Promise((resolve) => setTimeout(resolve, 20 - (calls++ % 8) * 2));
        return detect(image);
      },
    };
    await prepareCrops([sourceOf(folder, samples)], { folder: one, size: 16, detector: hurried, imagesAtOnce: 1 });
    await prepareCrops([sourceOf(elsewhere, moved)], { folder: many, size: 16, detector: hurried, imagesAtOnce: 8 });
    expect(await contents(many)).toEqual(await contents(one));
  });

  it("stops on a signal and goes on from there", async () => {
    const { folder, samples } = await writePictures(40);
    const [stopped, whole] = [join(place.folder, "stopped"), join(place.folder, "whole")];
    const stop = new AbortController();
    const reports: PrepareProgress[] = [];
    const prepare = (out: string, more: Partial<PrepareOptions> = {}) =>
      prepareCrops([sourceOf(folder, samples)], { folder: out, size: 16, detector: detectorOf(centralBox), ...more });
    const onProgress = ({ phase, done }: PrepareProgress) => phase === "cutting" && done === 20 && stop.abort();
    await expect(prepare(stopped, { signal: stop.signal, onProgress })).rejects.toThrow(/abort/);
    await prepare(stopped, { onProgress: (report) => reports.push(report) });
    expect(reports.find(({ phase }) => phase === "cutting")).toMatchObject({ done: 20, kept: 20 });
    await prepare(whole);
    expect(await contents(stopped)).toEqual(await contents(whole));
    // A finished folder is left alone, but for a journal that could not be taken away.
    await writeFile(join(whole, "unfinished.jsonl"), "");
    const before = await stat(join(whole, "crops.bin"));
    await prepare(whole);
    expect((await stat(join(whole, "crops.bin"))).mtimeMs).toBe(before.mtimeMs);
    expect(await readdir(whole)).toHaveLength(3);
    await truncate(join(whole, "crops.bin"), 10);
    await expect(prepare(whole)).rejects.toThrow(/damaged crops: .*received 10/);
    await prepare(whole, { overwrite: true });
    expect(await contents(stopped)).toEqual(await contents(whole));
  });

  it("goes on where journal and crops are damaged at their ends", async () => {
    const { folder, samples } = await writePictures(20);
    const [damaged, whole] = [join(place.folder, "damaged"), join(place.folder, "whole")];
    const prepare = async (out: string, stopAt?: number) => {
      const stop = new AbortController();
      let first: number | undefined;
      const options = { folder: out, size: 16, detector: detectorOf(centralBox), signal: stop.signal };
      const onProgress = ({ phase, done }: PrepareProgress) => {
        if (phase === "cutting") first ??= done;
        if (phase === "cutting" && done === stopAt) stop.abort();
      };
      await prepareCrops([sourceOf(folder, samples)], { ...options, onProgress }).catch(() => {});
      return first;
    };
    await prepare(damaged, 10);
    // The crop of the tenth is half written, and the line of an eleventh has begun.
    await truncate(join(damaged, "crops.bin"), 9 * 768 + 100);
    await appendFile(join(damaged, "unfinished.jsonl"), '{"sharpne');
    expect(await prepare(damaged, 15)).toBe(9);
    expect(await prepare(damaged)).toBe(15);
    await prepare(whole);
    expect(await contents(damaged)).toEqual(await contents(whole));
  });

  it("refuses to mix with other inputs, unless it may overwrite them", async () => {
    const { folder, samples } = await writePictures(4);
    const out = join(place.folder, "out");
    const prepare = (more: Partial<PrepareOptions>, some = samples) =>
      prepareCrops([sourceOf(folder, some)], { folder: out, size: 16, detector: detectorOf(centralBox), ...more });
    const stop = new AbortController();
    await expect(
      prepare({ signal: stop.signal, onProgress: ({ done }) => done === 2 && stop.abort() }),
    ).rejects.toThrow();
    await prepare({});
    await expect(prepare({ size: 20 })).rejects.toThrow(/holds crops of other pictures, labels or options/);
    await expect(prepare({}, samples.slice(1))).rejects.toThrow(/holds crops of other/);
    expect((await prepare({ size: 20, overwrite: true })).size).toBe(20);
    // An unfinished folder, too.
    await writeFile(join(out, "unfinished.jsonl"), '{"format":"fagr-crops-journal/1","inputs":"other"}\n');
    await expect(prepare({ size: 24 })).rejects.toThrow(/other pictures/);
    await rm(join(out, "crops.json"));
    await expect(prepare({ size: 24 })).rejects.toThrow(/unfinished crops of other/);
    expect((await prepare({ size: 24, overwrite: true })).size).toBe(24);
  });
});
