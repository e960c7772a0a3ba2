import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";

const photo = fileURLToPath(new URL("../../../packages/testing/photos/astronaut.png", import.meta.url));
const home = process.cwd();
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-quick-start-"));
  await copyFile(photo, join(folder, "family.jpg"));
  process.chdir(folder);
});

afterEach(async () => {
  process.chdir(home);
  await rm(folder, { recursive: true });
  jest.restoreAllMocks();
});

/** What a file prints, one array of values a line. */
async function run(load: () => Promise<unknown>): Promise<unknown[][]> {
  const print = jest.spyOn(console, "log").mockImplementation(() => {});
  await load();
  return print.mock.calls;
}

describe("the first lines that readers copy", () => {
  it("find the face of a photo with one import", async () => {
    const lines = await run(() => import("../src/one-import"));
    expect(lines).toHaveLength(1);
    const [box, age, ageInterval, gender, genderProbability] = lines[0]!;
    expect(box).toMatchObject({ width: expect.any(Number), height: expect.any(Number) });
    expect([age, ageInterval, gender, genderProbability]).toEqual([
      expect.any(Number),
      [expect.any(Number), expect.any(Number)],
      "female",
      expect.any(Number),
    ]);
  });

  it("find it from parts", async () => {
    expect(await run(() => import("../src/from-parts"))).toEqual([[expect.any(Number), "female"]]);
  });
});
