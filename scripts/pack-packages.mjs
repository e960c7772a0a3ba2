// Every package that is published, packed as a release packs it.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const { packageManager } = createRequire(import.meta.url)("../package.json");
const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * A program's exit status and what it printed; a program that is not there has status 1.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 */
export function runQuietly(command, args, cwd) {
  const shell = process.platform === "win32";
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, shell, encoding: "utf8" });
  return { status: error ? 1 : status, stdout: stdout ?? "", said: `${stdout ?? ""}\n${stderr ?? error}` };
}

/**
 * Packs the workspace's published packages into a folder.
 *
 * @param {string} folder
 * @returns {{ name: string, tarball: string }[]} by name.
 * @throws Error with what pnpm said, where one cannot be packed or pnpm warns.
 */
export function packPackages(folder) {
  const manifests = readdirSync(join(root, "packages")).map((name) =>
    JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8")),
  );
  const filters = manifests.filter(({ private: isPrivate }) => !isPrivate).flatMap(({ name }) => ["--filter", name]);
  const pack = ["--recursive", ...filters, "pack", "--json", "--pack-destination", folder];
  const { status, stdout, said } = runQuietly("npx", ["--yes", "--prefer-offline", packageManager, ...pack], root);
  if (status !== 0 || /\bWARN\b|npm warn/i.test(said)) throw new Error(`Packing failed or warned:\n${said.trim()}`);
  return JSON.parse(stdout)
    .map(({ name, filename }) => ({ name, tarball: filename }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
