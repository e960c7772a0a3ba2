// What publishing would send, package by package, without sending it:  npm run release:dry-run
// Packs every package as a release does, and has npm look at the tarballs. A warning of npm's or pnpm's is a failure.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const { packageManager } = createRequire(import.meta.url)("../package.json");
const packages = fileURLToPath(new URL("../packages/", import.meta.url));
const shell = process.platform === "win32";
const run = (command, args, cwd) => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, shell, encoding: "utf8" });
  return { status: error ? 1 : status, stdout: stdout ?? "", said: `${stdout ?? ""}\n${stderr ?? error}` };
};

const out = mkdtempSync(join(tmpdir(), "fagr-dry-run-"));
const failures = [];
const rows = [];
let warnings = 0;
try {
  for (const folder of readdirSync(packages).sort()) {
    const cwd = join(packages, folder);
    const { name, private: isPrivate } = JSON.parse(readFileSync(join(cwd, "package.json"), "utf8"));
    if (isPrivate) continue;
    const packed = run("npx", ["--yes", packageManager, "pack", "--pack-destination", out], cwd);
    const tarball = packed.said.match(/\S+\.tgz/g)?.at(-1);
    if (packed.status !== 0 || !tarball) {
      failures.push(`${name}: ${packed.said.trim()}`);
      continue;
    }
    const published = run(
      "npm",
      ["publish", tarball, "--dry-run", "--json", "--access", "public", "--provenance=false"],
      out,
    );
    const warned = `${packed.said}\n${published.said}`
      .split("\n")
      .filter((line) => /\bWARN\b|npm warn/i.test(line) && !/This command requires you to be logged in/.test(line));
    warnings += warned.length;
    failures.push(...warned.map((line) => `${name}: ${line.trim()}`));
    if (published.status !== 0) {
      failures.push(`${name}: ${published.said.trim()}`);
      continue;
    }
    const told = JSON.parse(published.stdout.slice(published.stdout.indexOf("{")));
    // npm 11 tells it under the package's name.
    const { version, files, size, unpackedSize } = told[name] ?? told;
    rows.push([name, version, files.length, size, unpackedSize]);
  }
} finally {
  rmSync(out, { recursive: true, force: true });
}

const kilobytes = (bytes) => `${Math.round(bytes / 1000).toLocaleString("en")} kB`;
for (const [name, version, files, size, unpacked] of rows)
  console.log(
    `${name.padEnd(24)} ${version}  ${String(files).padStart(4)} files  ${kilobytes(size).padStart(9)}  unpacked ${kilobytes(unpacked).padStart(9)}`,
  );
const total = rows.reduce((sum, [, , , size]) => sum + size, 0);
console.log(`${rows.length} packages, ${kilobytes(total)}, ${warnings} warnings.`);
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;
