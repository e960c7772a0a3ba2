import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { keptResult } from "./kept-result";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-kept-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("makes a result once for what it depends on", async () => {
  const file = join(folder, "deeper/result.json");
  let made = 0;
  const keep = (of: object, fresh = false) => keptResult(file, { of, fresh }, async () => ++made);
  expect(await keep({ seed: 1, absent: undefined })).toBe(1);
  expect(await keep({ seed: 1 })).toBe(1);
  expect(await keep({ seed: 2 })).toBe(2);
  expect(await keep({ seed: 2 }, true)).toBe(3);
  expect(await keep({ seed: 2 })).toBe(3);
});

it("makes it anew where the file is no JSON", async () => {
  const file = join(folder, "result.json");
  await writeFile(file, '{"of": {');
  expect(await keptResult(file, { of: {}, fresh: false }, async () => "made")).toBe("made");
});
