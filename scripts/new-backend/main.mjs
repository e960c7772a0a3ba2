// npm run new:backend NAME: a package packages/backend-NAME that passes the suite, to begin with.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { layBackend } from "./lay-backend.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const name = process.argv[2] ?? "";
try {
  const files = layBackend(root, name);
  // Key order, changelog and links as in the other packages.
  spawnSync(process.execPath, ["scripts/write-metadata.mjs"], { cwd: root });
  console.log(`Laid, to be edited:\n  ${files.join("\n  ")}\n
Next:
  npx pnpm@10.34.9 install                                      # links the package and writes pnpm-lock.yaml
  npm test -- packages/backend-${name}
  npm test -- packages/testing/src/doors.test.ts -u             # what the package exports, written down
  npm run backends                                              # after each change of "fagr" in its package.json`);
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exitCode = 1;
}
