// The queue that producer and workers share. Its name holds the folder of the parts: two works do not get mixed up.
import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Redis or Valkey. */
export const connection = { url: process.env.REDIS_URL ?? "redis://127.0.0.1:6379" };

/** The command line of fagr. */
export const fagr = fileURLToPath(new URL("bin/fagr.js", import.meta.resolve("@fagr/cli/package.json")));

/** @param {string} out Folder of the parts, which all machines see under this path. */
export function queueName(out) {
  return `fagr-label-${createHash("sha256").update(resolve(out)).digest("hex").slice(0, 12)}`;
}

/** LIST and OUT of the command line, and what goes on to `fagr label`: --model, --detector and so on. */
export function parseArguments() {
  const [list, out, ...options] = process.argv.slice(2);
  if (!list || !out) {
    console.error(
      `Expected a list of pictures and a folder: node ${process.argv[1]} files.txt labels [options of fagr label]`,
    );
    process.exit(2);
  }
  return { out, args: ["label", "--list", list, "--out", out, ...options] };
}
