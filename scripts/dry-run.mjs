// What publishing would send, package by package, without sending it:  npm run release:dry-run
// Packs every package as a release does, and has npm look at the tarballs. A warning of npm's or pnpm's is a failure.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packPackages, runQuietly } from "./pack-packages.mjs";

const out = mkdtempSync(join(tmpdir(), "fagr-dry-run-"));
const failures = [];
const rows = [];
let warnings = 0;
try {
  for (const { name, tarball } of packPackages(out)) {
    const published = runQuietly(
      "npm",
      ["publish", tarball, "--dry-run", "--json", "--access", "public", "--provenance=false"],
      out,
    );
    const warned = published.said
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
