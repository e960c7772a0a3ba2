// Raises the version of all packages by the changesets and writes their changelogs:
//   npm run version
// changesets leaves an empty section where a package did not change; it says so here. Pages and READMEs that name a version in a network's
// address, such as cdn.jsdelivr.net/npm/@fagr/element@0.4.0/, get the new one.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const versionNow = () => JSON.parse(readFileSync(new URL("packages/core/package.json", root), "utf8")).version;
const before = versionNow();
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

const { stdout } = spawnSync("git", ["ls-files", "*.md", "*.html"], { cwd: fileURLToPath(root), encoding: "utf8" });
for (const name of stdout.split("\n").filter((name) => name && !name.endsWith("CHANGELOG.md"))) {
  const file = new URL(name, root);
  // git still lists the changesets, which are gone by now.
  if (!existsSync(file)) continue;
  const text = readFileSync(file, "utf8");
  const raised = text.replaceAll(
    /(cdn\.jsdelivr\.net\/npm\/(?:@fagr\/[\w-]+|fagr)@)(\d+\.\d+\.\d+)(?=\/)/g,
    (whole, address, version) => (version === before ? address + versionNow() : whole),
  );
  if (raised !== text) writeFileSync(file, raised);
}
