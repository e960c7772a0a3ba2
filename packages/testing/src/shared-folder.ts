import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, it } from "@jest/globals";

/** The folder `shared` beside the repository, with photos, data sets and other projects' models; not everybody has it. */
export function sharedFolder(): string | undefined {
  const folder = fileURLToPath(new URL("../../../../shared", import.meta.url));
  return existsSync(folder) ? folder : undefined;
}

/** The full path of a file or folder in the shared folder, if it is there. For example "photos/astronaut.png". */
export function sharedFile(path: string): string | undefined {
  const folder = sharedFolder();
  if (!folder) return undefined;
  const file = join(folder, path);
  return existsSync(file) ? file : undefined;
}

/** A test that needs a file or folder of the shared folder. Where it is missing, the test is skipped and says why. */
export function itIfShared(title: string, needs: string, test: (path: string) => void | Promise<void>): void {
  const path = sharedFile(needs);
  if (path) it(title, () => test(path));
  else it.skip(skipped(title, needs), () => {});
}

/** Like {@link itIfShared}, for a group of tests. */
export function describeIfShared(title: string, needs: string, tests: (path: string) => void): void {
  const path = sharedFile(needs);
  if (path) describe(title, () => tests(path));
  else it.skip(skipped(title, needs), () => {});
}

const warned = new Set<string>();

function skipped(title: string, needs: string): string {
  const reason = `there is no ${needs} in the folder "shared" beside the repository`;
  if (!warned.has(needs)) console.warn(`Skipped, because ${reason}: ${title}`);
  warned.add(needs);
  return `${title} (skipped: ${reason})`;
}
