import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const problem = existsSync(join(root, ".git")) ? undefined : "this is no clone of the repository";
if (problem) console.warn(`Skipped, because ${problem}: raising the version`);
const describeInClone = problem ? describe.skip : describe;

describeInClone("npm run version", () => {
  let clone: string;
  const git = (...args: string[]) => execFileSync("git", args, { cwd: clone, encoding: "utf8" });
  const versionOf = async (name: string) =>
    JSON.parse(await readFile(join(clone, `packages/${name}/package.json`), "utf8")).version as string;
  const [before, after] = ["1.2.3", "1.3.0"];

  beforeAll(async () => {
    clone = await mkdtemp(join(tmpdir(), "fagr-version-"));
    execFileSync("git", ["clone", "--quiet", "--no-hardlinks", root, clone]);
    // What is not committed counts too.
    for (const path of ["scripts/version.mjs", ".changeset"])
      await cp(join(root, path), join(clone, path), { recursive: true });
    await symlink(join(root, "node_modules"), join(clone, "node_modules"));
    // Committed, as changesets of a release are.
    await writeFile(
      join(clone, ".changeset/a-test.md"),
      '---\n"@fagr/detect": minor\n---\n\nFaces are found by a test.\n',
    );
    const manifests = git("ls-files", "packages/*/package.json", "examples/*/package.json", "site/package.json");
    for (const name of manifests.trim().split("\n")) {
      const manifest = JSON.parse(await readFile(join(clone, name), "utf8"));
      if (manifest.version)
        await writeFile(join(clone, name), JSON.stringify({ ...manifest, version: before }, null, 2));
    }
    await writeFile(
      join(clone, "docs/a-test.md"),
      `https://cdn.jsdelivr.net/npm/@fagr/element@${before}/dist/standalone.js https://cdn.jsdelivr.net/npm/other@${before}/`,
    );
    git("add", "--all", ":!node_modules");
    git("-c", "user.name=test", "-c", "user.email=test@example.org", "commit", "--quiet", "--no-verify", "-m", "test");
    execFileSync(process.execPath, [join(clone, "scripts/version.mjs")], { cwd: clone, stdio: "pipe" });
  });
  afterAll(() => rm(clone, { recursive: true, force: true }));

  test("gives all packages one new version, and uses the changesets up", async () => {
    expect(await Promise.all(["detect", "core", "fagr", "cli"].map(versionOf))).toEqual([after, after, after, after]);
    expect(existsSync(join(clone, ".changeset/a-test.md"))).toBe(false);
  });

  test("writes a changelog for each, also where nothing changed", async () => {
    const changelog = (name: string) => readFile(join(clone, `packages/${name}/CHANGELOG.md`), "utf8");
    expect(await changelog("detect")).toMatch(/## 1\.3\.0\n[\s\S]*- Faces are found by a test\.\n/);
    expect(await changelog("wasm-gradients")).toMatch(/## 1\.3\.0\n\n(?:Nothing of its own|### )/);
  });

  test("raises it in the addresses of pages, and in nobody else's", async () => {
    const page = await readFile(join(clone, "docs/a-test.md"), "utf8");
    expect(page).toContain(`@fagr/element@${after}/`);
    expect(page).toContain(`npm/other@${before}/`);
  });
});
