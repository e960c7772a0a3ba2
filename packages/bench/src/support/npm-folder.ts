import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/**
 * Packages that only some measurements need and that are too large for every installation of the workspace: they lie in
 * a folder of their own in the user's cache, installed from the registry without scripts.
 */
export interface NpmFolder {
  /** The folder's name in the cache. */
  readonly name: string;
  /** Exact versions, or the newest of a major version where nothing else is given. */
  readonly packages: Readonly<Record<string, string>>;
}

/** Where such packages lie: FAGR_BENCH_CACHE, or a folder in the user's cache. */
function cacheFolder(): string {
  return process.env.FAGR_BENCH_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "fagr-bench");
}

/** The folder of the packages, if they are installed. */
export function findNpmFolder({ name, packages }: NpmFolder): string | undefined {
  const folder = join(cacheFolder(), name);
  const installed = Object.entries(packages).every(([name, version]) => {
    const manifest = join(folder, "node_modules", name, "package.json");
    return existsSync(manifest) && `${JSON.parse(readFileSync(manifest, "utf8")).version}.`.startsWith(`${version}.`);
  });
  return installed ? folder : undefined;
}

/**
 * The folder of the packages; installs them first where they are missing.
 *
 * @throws Error with npm's reason if they cannot be had.
 */
export async function installNpmFolder(wanted: NpmFolder): Promise<string> {
  const found = findNpmFolder(wanted);
  if (found) return found;
  const folder = join(cacheFolder(), wanted.name);
  mkdirSync(folder, { recursive: true });
  const packages = Object.entries(wanted.packages).map(([name, version]) => `${name}@${version}`);
  const options = ["--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"];
  try {
    await promisify(execFile)("npm", ["install", ...options, ...packages], { shell: process.platform === "win32" });
  } catch (cause) {
    const code = /code (E[A-Z0-9_]+)/.exec(String((cause as { stderr?: string }).stderr))?.[1];
    throw new Error(`${packages.join(", ")} cannot be installed from the registry (${code ?? "npm fails"}).`, {
      cause,
    });
  }
  return folder;
}
