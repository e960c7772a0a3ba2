// One idea a file: a source of more than 200 lines says why in a comment "Longer than 200 lines: ...".
// Tests may be longer, for cases of one subject are easier to find in one place.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const most = 200;
const excuse = /\/\/ Longer than 200 lines: \S.{10,}/;

const files = execFileSync("git", ["ls-files", "*.ts", "*.tsx", "*.mjs"], { cwd: root, encoding: "utf8" });
const long = files
  .trim()
  .split("\n")
  .filter((file) => !/\.test\.ts$|\/assembly\//.test(file))
  .map((file) => ({ file, text: readFileSync(root + file, "utf8") }))
  .filter(({ text }) => text.split("\n").length - 1 > most && !excuse.test(text));

for (const { file, text } of long)
  console.error(
    `${file}: expected at most ${most} lines, received ${text.split("\n").length - 1}. Split it, or say why not in a comment: // Longer than 200 lines: reason`,
  );
if (long.length > 0) process.exitCode = 1;
