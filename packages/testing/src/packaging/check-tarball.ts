import { readFile } from "node:fs/promises";
import { checkPackage, createPackageFromTarballData, type Problem } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

/** The paths of a tarball's files, such as "dist/index.js". */
export async function listFiles(tarball: string): Promise<string[]> {
  const unpacked = await unpack(tarball);
  const root = `/node_modules/${unpacked.packageName}/`;
  return unpacked.listFiles().map((file) => file.slice(root.length));
}

/** What publint finds in a tarball: files that are missing or of another format than the manifest says. */
export async function lintTarball(tarball: string): Promise<string[]> {
  const { buffer } = new Uint8Array(await readFile(tarball));
  const { messages, pkg } = await publint({ pack: { tarball: buffer }, strict: true });
  return messages.map((message) => `${message.type}: ${formatMessage(message, pkg, { color: false })}`);
}

/**
 * What "are the types wrong" finds in a tarball: entries whose types are not found, or do not fit the code. The packages
 * are ES modules only, so what `require` and Node 10 would make of them does not count.
 */
export async function checkTypes(tarball: string): Promise<string[]> {
  const result = await checkPackage(await unpack(tarball));
  if (!result.types) return ["error: the package has no types"];
  return result.problems.filter(concernsModules).map((problem) => JSON.stringify(problem));
}

async function unpack(tarball: string) {
  return createPackageFromTarballData(new Uint8Array(await readFile(tarball)));
}

function concernsModules(problem: Problem): boolean {
  if ("resolutionKind" in problem)
    return problem.resolutionKind !== "node10" && problem.resolutionKind !== "node16-cjs";
  if ("resolutionOption" in problem) return problem.resolutionOption !== "node10";
  return true;
}
