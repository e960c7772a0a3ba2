import { copyFile, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { workspaceFolder } from "../support/workspace";
import type { PreparedSet } from "./collect-answers";

const names = ["a.png", "b.png", "c.png"];

/** For tests: a data set of three pictures in a folder of its own, each with a face whose box begins a pixel farther right, at 20, 21 and 22. */
export async function createTestSet(): Promise<PreparedSet & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), "fagr-accuracy-"));
  const photo = join(workspaceFolder, "packages/testing/photos/astronaut.png");
  for (const name of names) await copyFile(photo, join(folder, name));
  await writeFile(join(folder, "labels.csv"), ["file,age,gender", ...names.map((name) => `${name},30,0`)].join("\n"));
  return {
    folder,
    missed: 0,
    set: { name: "mine", spec: `csv:${join(folder, "labels.csv")}`, validationShare: 1 },
    faces: names.map((file, position) => ({
      picture: {
        sample: { file, age: 30, gender: 0, domain: "asian", source: "mine", digest: `${position}0000000` },
        position,
      },
      box: { x: 20 + position, y: 0, width: 9, height: 9 },
      landmarks: [],
    })),
  };
}
