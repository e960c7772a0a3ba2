// What a backend says of itself in its package.json ("fagr") goes to all places that name it: the candidates of backend-auto, tables
// in pages, TypeScript's paths.
//   node scripts/backends/main.mjs           fails and names the files that differ
//   node scripts/backends/main.mjs --write   writes them (npm run backends)
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deriveFiles } from "./derive.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const different = [...deriveFiles(root)].filter(([file, text]) => {
  try {
    return readFileSync(join(root, file), "utf8") !== text;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return true;
    throw error;
  }
});

if (process.argv.includes("--write")) {
  for (const [file, text] of different) {
    writeFileSync(join(root, file), text);
    console.log(file);
  }
} else if (different.length > 0) {
  const files = different.map(([file]) => file).join("\n");
  console.error(`These differ from what the backends' package.json say; npm run backends writes them anew:\n${files}`);
  process.exitCode = 1;
}
