import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { runProgram } from "./run-program";

/** The fields of a package.json that packaging is about. */
export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** The manifests of all packages of the workspace that are published. */
export function publishedPackages(): PackageManifest[] {
  return readdirSync(new URL("../../..", import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readManifest(new URL(`../../../${name}/package.json`, import.meta.url)))
    .filter((manifest) => !manifest.private);
}

/** A folder without a manifest, left behind by a build of another branch, is no package. */
function readManifest(file: URL): PackageManifest[] {
  try {
    return [JSON.parse(readFileSync(file, "utf8"))];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Packs packages of the workspace, as they are built, into a folder. The result is the tarballs' paths by name. */
export async function packPackages(names: readonly string[], folder: string): Promise<Map<string, string>> {
  const { packageManager } = createRequire(import.meta.url)("../../../../package.json") as { packageManager: string };
  const filters = names.flatMap((name) => ["--filter", name]);
  const pack = ["--recursive", ...filters, "pack", "--json", "--pack-destination", folder];
  const answer = await runProgram("npx", ["--yes", "--prefer-offline", packageManager, ...pack], root);
  const packed = JSON.parse(answer) as { name: string; filename: string }[];
  return new Map(packed.map(({ name, filename }) => [name, filename]));
}
