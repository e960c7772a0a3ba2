import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
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
  /** What a package says of its backends. */
  readonly fagr?: {
    readonly backends: readonly DescribedBackend[];
    /** Most bytes of its entries in a browser after gzip: our own code, and all of it. */
    readonly browserBytes?: Readonly<Record<string, { readonly own: number; readonly whole: number }>>;
  };
}

/** A backend as its package describes it; scripts/backends says what each field means. */
export interface DescribedBackend {
  readonly name: string;
  readonly factory: string;
  readonly entry?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly runtime?: string;
  readonly environments: readonly ("node" | "browser")[];
  readonly rank: number;
}

const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** The manifests of all packages of the workspace that are published. */
export function publishedPackages(folder = join(root, "packages")): PackageManifest[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readManifest(join(folder, name, "package.json")))
    .filter((manifest) => !manifest.private);
}

/** A folder without a manifest, left behind by a build of another branch, is no package. */
function readManifest(file: string): PackageManifest[] {
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
