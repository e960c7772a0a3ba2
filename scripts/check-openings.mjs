// Each folder of sources has a file that opens with a comment: what lives here and why, for whoever comes to the folder first.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const notSources = /\.test\.ts$|\/(generated|testing|test-support|given)\//;

const listed = execFileSync("git", ["ls-files", "packages/*/src/*.ts", "packages/*/src/*.mjs"], {
  cwd: root,
  encoding: "utf8",
});
/** @type {Map<string, boolean>} */
const folders = new Map();
for (const file of listed
  .trim()
  .split("\n")
  .filter((name) => !notSources.test(name))) {
  const folder = dirname(file);
  folders.set(folder, folders.get(folder) || /^(#!.*\n)?(\/\/|\/\*\*)/.test(readFileSync(root + file, "utf8")));
}

const silent = [...folders].filter(([, opens]) => !opens).map(([folder]) => folder);
for (const folder of silent)
  console.error(
    `${folder}: expected a main file that opens with a comment saying what lives here and why, received none.`,
  );
if (silent.length > 0) process.exitCode = 1;
