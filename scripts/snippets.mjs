// Keeps the code that pages show equal to the files that tests run. A page marks a block with the file that it comes from:
//   <!-- snippet: examples/quick-start/src/one-import.ts -->
// node scripts/snippets.mjs           fails and names the blocks that differ
// node scripts/snippets.mjs --write   copies the files into the pages
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const write = process.argv.includes("--write");
const block = /<!-- snippet: (\S+) -->\n\n```(ts|js)\n([\s\S]*?)```/g;

const pages = execFileSync("git", ["ls-files", "*.md"], { cwd: root, encoding: "utf8" }).trim().split("\n");
const different = [];
let count = 0;
for (const page of pages) {
  const text = readFileSync(root + page, "utf8");
  const fresh = text.replace(block, (_, file, language, code) => {
    const source = readFileSync(root + file, "utf8");
    count++;
    if (code !== source) different.push(`${page}: the block marked ${file}`);
    return `<!-- snippet: ${file} -->\n\n\`\`\`${language}\n${source}\`\`\``;
  });
  if (write && fresh !== text) writeFileSync(root + page, fresh);
}

if (write) console.log(`${different.length} of ${count} blocks were brought up to date.`);
else if (different.length > 0) {
  console.error(
    `These differ from their files; node scripts/snippets.mjs --write repairs them:\n${different.join("\n")}`,
  );
  process.exitCode = 1;
}
