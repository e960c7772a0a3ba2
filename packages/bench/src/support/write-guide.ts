import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { replaceBetweenMarkers } from "./markdown";
import { workspaceFolder } from "./workspace";

/** Puts a command's output into a guide, the one to backends unless another is named, between the markers of its name. */
export async function writeGuide(name: string, content: string, guide = "docs/guides/backends.md"): Promise<void> {
  const file = join(workspaceFolder, guide);
  await writeFile(file, replaceBetweenMarkers(await readFile(file, "utf8"), name, content));
}
