import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder, from wherever in it this file was built to. */
export const workspaceFolder = findWorkspace(dirname(fileURLToPath(import.meta.url)));

function findWorkspace(folder: string): string {
  return existsSync(join(folder, "pnpm-workspace.yaml")) ? folder : findWorkspace(dirname(folder));
}

/** A file in the node_modules of one of our packages; `module` may be any of its entries. */
export function packageFile(module: `@fagr/${string}`, file: string): string {
  return join(workspaceFolder, "packages", module.split("/")[1]!, "node_modules", file);
}

/** The version of a package that one of ours uses; undefined where it is not installed. */
export function installedVersion(module: `@fagr/${string}`, name: string): string | undefined {
  const manifest = packageFile(module, join(name, "package.json"));
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")).version : undefined;
}
