// Everything outside the packages of the backends that follows from what they say of themselves.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { manifestsOf, readBackends } from "./read-backends.mjs";
import { candidatesSource, namesSource } from "./write-candidates.mjs";
import { withTables } from "./write-tables.mjs";

/** Pages with tables, and how their links say the repository's root. */
const pages = { "README.md": "", "docs/guides/backends.md": "../../", "packages/backend-auto/README.md": "" };

const require = createRequire(import.meta.url);
// The command and not its library: it formats as `npm run check` does.
const biome = join(require.resolve("@biomejs/biome/package.json"), "../bin/biome");

/**
 * @param {string} file  its name says the language
 * @param {string} text
 */
const format = (file, text) =>
  execFileSync(process.execPath, [biome, "format", `--stdin-file-path=${file}`], { input: text, encoding: "utf8" });

/**
 * The files that are derived, by path, with the text that they should have.
 * @param {string} root
 * @returns {Map<string, string>}
 */
export function deriveFiles(root) {
  const read = (/** @type {string} */ file) => readFileSync(join(root, file), "utf8");
  const backends = readBackends(root);
  const auto = JSON.parse(read("packages/backend-auto/package.json"));
  const present = new Set(Object.keys(auto.dependencies));
  const candidates = "packages/backend-auto/src/candidates";
  /** @type {[string, string][]} */
  const files = [
    [`${candidates}/backend-name.ts`, namesSource(backends)],
    [`${candidates}/node-candidates.ts`, candidatesSource(backends, "node", present)],
    [`${candidates}/browser-candidates.ts`, candidatesSource(backends, "browser", present)],
    ["packages/backend-auto/package.json", `${JSON.stringify(withPeers(auto, backends, present), null, 2)}\n`],
    ["tsconfig.json", JSON.stringify(withPaths(JSON.parse(read("tsconfig.json")), root), null, 2)],
    ...Object.entries(pages).map(
      ([page, home]) => /** @type {[string, string]} */ ([page, withTables(read(page), backends, { home, present })]),
    ),
  ];
  return new Map(files.map(([file, text]) => [file, format(file, text)]));
}

/**
 * backend-auto's package.json with the packages that it looks for as optional peers.
 * @param {any} manifest
 * @param {import("./read-backends.mjs").Backend[]} backends
 * @param {ReadonlySet<string>} present
 */
function withPeers(manifest, backends, present) {
  const names = [...new Set(backends.map((one) => one.package))].filter((name) => !present.has(name)).sort();
  const entries = (/** @type {unknown} */ value) => Object.fromEntries(names.map((name) => [name, value]));
  const others = Object.entries(manifest.devDependencies).filter(([name]) => !name.startsWith("@fagr/backend-"));
  return {
    ...manifest,
    peerDependencies: entries("workspace:0.x"),
    peerDependenciesMeta: entries({ optional: true }),
    devDependencies: { ...entries("workspace:*"), ...Object.fromEntries(others) },
  };
}

/**
 * tsconfig.json with a path for the packages that have more than one entry. TypeScript allows one star in a pattern.
 * @param {any} config
 * @param {string} root
 */
function withPaths(config, root) {
  const paths = Object.entries(config.compilerOptions.paths).filter(([name]) => !/^@fagr\/[\w-]+\/\*$/.test(name));
  const more = manifestsOf(root)
    .filter(({ manifest }) =>
      Object.keys(manifest.exports ?? {}).some((entry) => /^\.\/(?!.*(\*|\.json$))/.test(entry)),
    )
    .map(({ folder, manifest }) => {
      const source = `./packages/${folder}/src`;
      return [`${manifest.name}/*`, [`${source}/*/index.ts`, `${source}/*.ts`]];
    });
  return {
    ...config,
    compilerOptions: { ...config.compilerOptions, paths: Object.fromEntries([...paths, ...more]) },
  };
}
