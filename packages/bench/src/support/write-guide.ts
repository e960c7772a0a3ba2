import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { replaceBetweenMarkers } from "./markdown";
import { workspaceFolder } from "./workspace";

/** Puts a command's output into the guide to backends, between the markers of its name. */
export async function writeGuide(name: string, content: string): Promise<void> {
  const guide = join(workspaceFolder, "docs/guides/backends.md");
  await writeFile(guide, replaceBetweenMarkers(await readFile(guide, "utf8"), name, content));
}
