// Writes what all packages say alike into their manifests: home, author, how they are published and packed. The workspace's own package.json
// says it once. A new package, or a new home: edit that one, then
//   node scripts/write-metadata.mjs            (a test of packages/testing says when it is due)
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { commonMetadata, links } from "./metadata.mjs";

const root = new URL("../", import.meta.url);
const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const workspace = read(new URL("package.json", root));

/** Keys in the order in which people read a manifest; others stay where they are, behind these. */
const first = ["name", "version", "private", "description", "keywords", "homepage", "bugs", "repository", "author"];

for (const folder of readdirSync(new URL("packages/", root))) {
  const file = new URL(`packages/${folder}/package.json`, root);
  let manifest;
  try {
    manifest = read(file);
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") continue;
    throw error;
  }
  if (manifest.private) continue;
  const written = { ...manifest, ...commonMetadata(workspace, folder, manifest) };
  const keys = [
    ...first.filter((key) => key in written),
    ...Object.keys(written).filter((key) => !first.includes(key)),
  ];
  const text = `${JSON.stringify(Object.fromEntries(keys.map((key) => [key, written[key]])), null, 2)}\n`;
  if (text !== readFileSync(file, "utf8")) {
    writeFileSync(file, text);
    console.log(fileURLToPath(file));
  }
  const changelog = new URL(`packages/${folder}/CHANGELOG.md`, root);
  if (!existsSync(changelog)) {
    const before = `All packages of fagr share one version. Up to 0.3.0 none was published.`;
    writeFileSync(changelog, `# ${manifest.name}\n\n## 0.3.0 and before\n\n${before}\n`);
    console.log(fileURLToPath(changelog));
  }
  const readme = new URL(`packages/${folder}/README.md`, root);
  const before = readFileSync(readme, "utf8");
  const after = before.replace(/(\]\()([^)\s]+)(\))/g, (_, open, target, close) => {
    return open + links.toAbsolute(workspace, `packages/${folder}/README.md`, target) + close;
  });
  if (after !== before) {
    writeFileSync(readme, after);
    console.log(fileURLToPath(readme));
  }
}
