import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { findNpmFolder, installNpmFolder, type NpmFolder } from "../support/npm-folder";

/** A Node to run backends on, or why there is none. */
export interface NodeVersion {
  /** Such as "Node 22.23.3", or "Node 22" where it is missing. */
  readonly name: string;
  readonly executable?: string;
  readonly missing?: string;
}

/** Node's binaries come to npm as packages named by platform; the package `node` only chooses among them. */
const packageName = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
const binary = process.platform === "win32" ? "bin/node.exe" : "bin/node";

/** The Node that runs this where it is of that major version, else one from the registry, kept in the cache. */
export async function findNode(major: number, { offline }: { offline: boolean }): Promise<NodeVersion> {
  if (Number(process.versions.node.split(".")[0]) === major)
    return { name: `Node ${process.versions.node}`, executable: process.execPath };
  const wanted: NpmFolder = { name: `node-${major}`, packages: { [packageName]: String(major) } };
  try {
    const folder = offline ? findNpmFolder(wanted) : await installNpmFolder(wanted);
    if (!folder) return { name: `Node ${major}`, missing: `${packageName}@${major} is not in the cache.` };
    const executable = join(folder, "node_modules", packageName, binary);
    const version = execFileSync(executable, ["--version"], { encoding: "utf8" }).trim().slice(1);
    return { name: `Node ${version}`, executable };
  } catch (error) {
    return { name: `Node ${major}`, missing: (error as Error).message };
  }
}
