// A stranger's path from the documents to code that runs, timed step by step:  npm run stranger
//   npm run stranger -- node vite    these pages alone
//   npm run stranger -- --write      puts the tables into the pages
// The packages are packed as a release packs them and come from a registry on this machine; everything else comes from npm, with an empty cache.
// Every command and every block of code is read from the pages, so a page that does not work fails here. A warning is a failure.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { packPackages, runQuietly } from "../pack-packages.mjs";
import { readPage } from "./read-page.mjs";
import { openRegistry } from "./registry.mjs";
import { walk } from "./walk.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const photo = join(root, "examples/browser-demo/src/samples/astronaut.jpg");
const pages = {
  readme: [["README", "README.md", ["The first minute", "In your app"]]],
  node: [
    ["ES module", "docs/start/node.md", ["", "ES modules"]],
    ["TypeScript", "docs/start/node.md", ["", "TypeScript"]],
    ["CommonJS", "docs/start/node.md", ["", "CommonJS"]],
    ["Command line", "docs/start/node.md", ["From the command line"]],
  ],
  vite: [["Vite", "docs/start/vite.md", undefined]],
  react: [["React", "docs/start/react.md", [""]]],
  server: [["Server", "docs/start/server.md", undefined]],
  "deno-bun": [
    ["Deno", "docs/start/deno-bun-edge.md", ["Deno"]],
    ["Bun", "docs/start/deno-bun-edge.md", ["Bun"]],
  ],
};

const isWriting = process.argv.includes("--write");
const names = process.argv.slice(2).filter((word) => word !== "--write");
const work = mkdtempSync(join(tmpdir(), "fagr-stranger-"));
const runtimes = join(work, "runtimes");
const registry = await openRegistry(
  packPackages(work).map(({ tarball }) => tarball),
  // The one that npm asks here: its public one, unless somebody has set another.
  execFileSync("npm", ["config", "get", "registry"], { encoding: "utf8" }).trim(),
);
try {
  for (const name of names.length > 0 ? names : Object.keys(pages)) {
    if (name === "deno-bun") installRuntimes(runtimes);
    const table = [];
    for (const [title, page, sections] of pages[name]) table.push(...(await timePath(title, page, sections)), "");
    const text = table.join("\n").trimEnd();
    console.log(`${text}\n`);
    if (isWriting) writeTable(name, text);
  }
} finally {
  registry.close();
  rmSync(work, { recursive: true, force: true });
}

/** One path in a folder of its own. @param {string} title @param {string} page @param {string[] | undefined} sections */
async function timePath(title, page, sections) {
  const folder = mkdtempSync(join(work, "app-"));
  const cache = mkdtempSync(join(work, "cache-"));
  mkdirSync(join(folder, "public"));
  copyFileSync(photo, join(folder, "family.jpg"));
  const environment = {
    PATH: `${join(runtimes, "node_modules", ".bin")}${delimiter}${process.env.PATH}`,
    // Deno's and Bun's names for the same.
    NPM_CONFIG_REGISTRY: registry.url,
    DENO_DIR: cache,
    BUN_INSTALL_CACHE_DIR: cache,
    NO_COLOR: "1",
    npm_config_registry: registry.url,
    npm_config_replace_registry_host: "never",
    npm_config_cache: cache,
    npm_config_update_notifier: "false",
    npm_config_yes: "true",
  };
  const rows = await walk(readPage(join(root, page), sections), { folder, environment, photo, answer: /female/ });
  const total = rows.reduce((sum, { seconds }) => sum + seconds, 0);
  const width = Math.max(title.length, ...rows.map(({ words }) => words.length), 9);
  return [
    `| ${title.padEnd(width)} | seconds |`,
    `| ${"-".repeat(width)} | ------- |`,
    ...[...rows, { words: "all steps", seconds: total }].map(
      ({ words, seconds }) => `| ${words.padEnd(width)} | ${seconds.toFixed(1).padEnd(7)} |`,
    ),
  ];
}

/** Deno and Bun, which people have before they read the pages. @param {string} folder */
function installRuntimes(folder) {
  mkdirSync(folder);
  const quiet = ["--no-audit", "--no-fund", "--silent"];
  const { status, said } = runQuietly(
    "npm",
    ["install", "--prefix", folder, ...quiet, "deno@2.9.6", "bun@1.4.5"],
    folder,
  );
  if (status !== 0) throw new Error(`npm could not install Deno and Bun:\n${said.trim()}`);
}

/** Puts a table between the marks of a page; a page without them has none. @param {string} name @param {string} text */
function writeTable(name, text) {
  const file = join(root, pages[name][0][1]);
  const marks = new RegExp(`(<!-- stranger:${name} -->)[\\s\\S]*?(<!-- /stranger:${name} -->)`);
  writeFileSync(
    file,
    readFileSync(file, "utf8").replace(marks, (_, open, close) => `${open}\n\n${text}\n\n${close}`),
  );
}
