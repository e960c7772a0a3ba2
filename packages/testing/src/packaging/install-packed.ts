import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packPackages, publishedPackages } from "./pack-packages";
import { runProgram } from "./run-program";

/** A package of ours and those of ours that it depends on. */
function withDependencies(names: readonly string[]): string[] {
  const manifests = new Map(publishedPackages().map((manifest) => [manifest.name, manifest]));
  const found = new Set<string>();
  const add = (name: string) => {
    const manifest = manifests.get(name);
    if (!manifest || found.has(name)) return;
    found.add(name);
    Object.keys(manifest.dependencies ?? {}).forEach(add);
  };
  names.forEach(add);
  return [...found];
}

/**
 * Packs packages of ours as they are built, with those that they depend on, and installs the tarballs in a folder as a user's npm would.
 *
 * @param others - What else to install, such as "rollup@4".
 * @returns The folder of the installation.
 */
export async function installPacked(
  names: readonly string[],
  { folder, others = [] }: { readonly folder: string; readonly others?: readonly string[] },
): Promise<string> {
  const tarballs = await packPackages(withDependencies(names), folder);
  const home = join(folder, "home");
  await mkdir(home);
  await writeFile(join(home, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  const options = ["--no-audit", "--no-fund", "--prefer-offline", "--prefix", home];
  await runProgram("npm", ["install", ...options, ...tarballs.values(), ...others], home);
  return home;
}
