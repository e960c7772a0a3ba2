// Lays the package of a backend that passes the suite, and writes its name to all places that name backends.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { deriveFiles } from "../backends/derive.mjs";
import { manifestsOf } from "../backends/read-backends.mjs";
import { commonMetadata } from "../metadata.mjs";

const template = fileURLToPath(new URL("template", import.meta.url));

/**
 * @param {string} root  of the workspace
 * @param {string} name  in lower case with dashes, without "backend-"
 * @returns {string[]} the files that were laid, those to edit
 */
export function layBackend(root, name) {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    throw new Error(`Expected a name in lower case such as "core-ml", received "${name}".`);
  const folder = `packages/backend-${name}`;
  if (existsSync(join(root, folder)))
    throw new Error(`Expected a name that is free, received "${name}": ${folder} is there.`);

  const camel = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  const laid = readdirSync(template, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(template.length + 1))
    .map((file) => {
      const text = readFileSync(join(template, file), "utf8")
        .replace(/sketch(?=Backend)/g, camel)
        .replace(
          /Sketch/g,
          camel.replace(/^./, (letter) => letter.toUpperCase()),
        )
        .replace(/sketch/g, name);
      const path = `${folder}/${file.replace("sketch", name)}`;
      write(root, path, file === "package.json" ? manifestText(root, folder, JSON.parse(text)) : text);
      return path;
    });
  const changeset = `.changeset/backend-${name}.md`;
  write(
    root,
    changeset,
    `---\n"@fagr/backend-${name}": minor\n---\n\n\`@fagr/backend-${name}\` runs the model on ${name}.\n`,
  );
  for (const [file, text] of deriveFiles(root)) write(root, file, text);
  return [...laid, changeset].sort();
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {any} manifest
 */
function manifestText(root, folder, manifest) {
  const packages = manifestsOf(root);
  const ranks = packages.flatMap((one) =>
    (one.manifest.fagr?.backends ?? []).map((/** @type {any} */ { rank }) => rank),
  );
  // Tried last, until it is measured.
  manifest.fagr.backends[0].rank = Math.max(...ranks) + 10;
  const workspace = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const version = packages.find((one) => one.folder === "core")?.manifest.version;
  const common = commonMetadata(workspace, folder.slice("packages/".length), manifest);
  return `${JSON.stringify({ ...manifest, version, ...common }, null, 2)}\n`;
}

/**
 * @param {string} root
 * @param {string} file
 * @param {string} text
 */
function write(root, file, text) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
