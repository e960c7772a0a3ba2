// Raises the version of all packages by the changesets and writes their changelogs:
//   npm run version
// changesets leaves an empty section where a package did not change; it says so here.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const changesets = createRequire(import.meta.url).resolve("@changesets/cli/bin.js");
const { status } = spawnSync(process.execPath, [changesets, "version"], { cwd: fileURLToPath(root), stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);

for (const folder of readdirSync(new URL("packages/", root))) {
  const changelog = new URL(`packages/${folder}/CHANGELOG.md`, root);
  if (!existsSync(changelog)) continue;
  const text = readFileSync(changelog, "utf8");
  const filled = text.replace(
    /^(## \d+\.\d+\.\d+)\n+(?=## |$(?![\s\S]))/gm,
    "$1\n\nNothing of its own: released with the other packages.\n\n",
  );
  if (filled !== text) writeFileSync(changelog, filled);
}
