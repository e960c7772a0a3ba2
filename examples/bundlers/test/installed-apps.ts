import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type PackageManifest, packPackages, publishedPackages, runProgram } from "@fagr/testing/packaging";

const examples = fileURLToPath(new URL("..", import.meta.url));

/** The applications of this folder, with the packages as users get them. */
export interface InstalledApps extends AsyncDisposable {
  /** Each application is a folder in it, and beside them is `node_modules`. */
  readonly home: string;
}

/**
 * Packs the built packages and installs them, with every application's bundler, in a new folder. The applications are npm
 * workspaces of one project, so that nothing is installed twice; each is as it lies here, except that it takes the packages from
 * the tarballs and not from the registry.
 */
export async function installApps(apps: readonly string[]): Promise<InstalledApps> {
  const home = await mkdtemp(join(tmpdir(), "fagr-bundlers-"));
  const remove = () => rm(home, { recursive: true, force: true });
  try {
    const manifests = new Map<string, PackageManifest>();
    for (const app of apps) manifests.set(app, JSON.parse(await readFile(join(examples, app, "package.json"), "utf8")));
    const wanted = ["@fagr/analyzer", "@fagr/backend-wasm", ...[...manifests.values()].flatMap(ourPackages)];
    await mkdir(join(home, "tarballs"));
    const tarballs = await packPackages(withDependencies(wanted), join(home, "tarballs"));
    const fromTarballs = Object.fromEntries([...tarballs].map(([name, file]) => [name, `file:${file}`]));

    for (const [app, manifest] of manifests) {
      await cp(join(examples, app), join(home, app), { recursive: true, filter: isSource });
      const dependencies = Object.entries(manifest.dependencies ?? {}).map(([name, version]) => [
        name,
        fromTarballs[name] ?? version,
      ]);
      await writeManifest(join(home, app), { ...manifest, dependencies: Object.fromEntries(dependencies) });
    }
    await writeManifest(home, { name: "apps", private: true, workspaces: apps, dependencies: fromTarballs });
    await runProgram("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"], home);
  } catch (error) {
    await remove();
    throw error;
  }
  return { home, [Symbol.asyncDispose]: remove };
}

/** What somebody installed or built here already stays here. */
const isSource = (path: string) => !/[\\/](node_modules|dist|\.next|public[\\/](js|models))$/.test(path);

const ourPackages = ({ dependencies = {} }: PackageManifest) =>
  Object.keys(dependencies).filter((name) => name.startsWith("@fagr/"));

/** The packages, and those of ours that they depend on. */
function withDependencies(names: readonly string[]): string[] {
  const published = new Map(publishedPackages().map((manifest) => [manifest.name, manifest]));
  const found = new Set(names);
  // Grows while it is walked through.
  for (const name of found) for (const needed of ourPackages(published.get(name)!)) found.add(needed);
  return [...found];
}

const writeManifest = (folder: string, manifest: object) =>
  writeFile(join(folder, "package.json"), JSON.stringify(manifest, null, 2));
