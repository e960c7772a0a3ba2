import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

const { layBackend } = await import("../../../scripts/new-backend/lay-backend.mjs" as string);
const { deriveFiles } = await import("../../../scripts/backends/derive.mjs" as string);
const { default: jestConfig } = await import("../../../jest.config.mjs" as string);

const root = fileURLToPath(new URL("../../../", import.meta.url));
const name = "core-ml";

/** A copy of what the command reads and writes, so that no other test sees the new package. */
let copy: string;
let before: Map<string, string>;
let laid: string[];

/** The files of the copy with their text. */
const read = () =>
  new Map(
    execFileSync("git", ["ls-files", "--others", "--exclude-standard"], { cwd: copy, encoding: "utf8" })
      .trim()
      .split("\n")
      .map((file) => [file, readFileSync(join(copy, file), "utf8")]),
  );

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "fagr-new-backend-"));
  execFileSync("git", ["init", "--quiet"], { cwd: copy });
  const wanted = ["*.json", "README.md", "docs/guides", "packages/*/package.json", "packages/backend-*", ".changeset"];
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", ...wanted], {
    cwd: root,
    encoding: "utf8",
  });
  for (const file of files.trim().split("\n"))
    if (existsSync(join(root, file))) cpSync(join(root, file), join(copy, file), { recursive: true });
  before = read();
  laid = layBackend(copy, name);
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe("npm run new:backend", () => {
  it("lays at most 9 files to edit, and writes the others itself, as CONTRIBUTING says", () => {
    const changed = [...read()].filter(([file, text]) => before.get(file) !== text).map(([file]) => file);
    expect(laid.length).toBeLessThanOrEqual(9);
    expect(laid.map((file) => file.replaceAll(name, "NAME"))).toEqual([
      ".changeset/backend-NAME.md",
      "packages/backend-NAME/README.md",
      "packages/backend-NAME/package.json",
      "packages/backend-NAME/src/NAME-backend.test.ts",
      "packages/backend-NAME/src/NAME-backend.ts",
      "packages/backend-NAME/src/NAME-network.ts",
      "packages/backend-NAME/src/index.ts",
      "packages/backend-NAME/tsconfig.json",
      "packages/backend-NAME/tsup.config.ts",
    ]);
    const derived = changed.filter((file) => !laid.includes(file));
    expect(derived).toEqual([
      "README.md",
      "docs/guides/backends.md",
      "packages/backend-auto/README.md",
      "packages/backend-auto/package.json",
      "packages/backend-auto/src/candidates/backend-name.ts",
      "packages/backend-auto/src/candidates/browser-candidates.ts",
      "packages/backend-auto/src/candidates/node-candidates.ts",
    ]);
    const contributing = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
    for (const file of [...laid, ...derived]) expect(contributing).toContain(basename(file).replaceAll(name, "NAME"));
  });

  it("leaves nothing behind that differs from what the backends say", () => {
    for (const [file, text] of deriveFiles(copy)) expect(readFileSync(join(copy, file), "utf8")).toBe(text);
    expect(readFileSync(join(copy, "packages/backend-auto/src/candidates/browser-candidates.ts"), "utf8")).toContain(
      'const { coreMlBackend } = await import("@fagr/backend-core-ml");',
    );
  });

  it("writes code that is formatted as the rest", () => {
    const biome = fileURLToPath(new URL("../../../node_modules/@biomejs/biome/bin/biome", import.meta.url));
    const folder = join(copy, "packages", `backend-${name}`);
    const { status, stdout } = spawnSync(process.execPath, [biome, "check", folder], { cwd: copy, encoding: "utf8" });
    expect({ status, stdout: status === 0 ? "" : stdout }).toEqual({ status: 0, stdout: "" });
  });

  it("makes a package that passes the suite of all backends", () => {
    const config = {
      ...jestConfig,
      rootDir: root,
      roots: [join(copy, "packages", `backend-${name}`)],
      maxWorkers: 1,
      reporters: ["default"],
    };
    writeFileSync(join(copy, "jest.json"), JSON.stringify(config));
    const jest = join(root, "node_modules/jest/bin/jest.js");
    const { stderr } = spawnSync(
      process.execPath,
      ["--experimental-vm-modules", "--no-warnings", jest, "--config", join(copy, "jest.json")],
      { cwd: root, encoding: "utf8" },
    );
    expect(stderr).toMatch(/^Tests: +(\d+ skipped, )?(1[5-9]|2\d) passed, \d+ total$/m);
    expect(stderr).not.toContain("✕");
  });

  it.each(["Big", "a_b", "-x", "", "wasm"])("refuses the name %j", (wrong) => {
    expect(() => layBackend(copy, wrong)).toThrow(/^Expected a name/);
  });
});

describe("what a backend says of itself", () => {
  const file = "packages/backend-wasm/package.json";
  const withChange = (change: (backend: Record<string, unknown>) => void) => {
    const manifest = JSON.parse(before.get(file)!);
    change(manifest.fagr.backends[0]);
    writeFileSync(join(copy, file), JSON.stringify(manifest));
    try {
      deriveFiles(copy);
    } finally {
      writeFileSync(join(copy, file), before.get(file)!);
    }
  };

  it.each<[string, (backend: Record<string, unknown>) => void, RegExp]>([
    ["a field that nobody knows", (one) => (one.speed = 1), /wasm: expected fields of .*received speed/],
    ["no function", (one) => delete one.factory, /wasm: expected factory as a string/],
    ["a place that is none", (one) => (one.environments = ["deno"]), /environments of "node" and "browser"/],
    ["an entry that is not there", (one) => (one.entry = "./gpu"), /has no entry "\.\/gpu"/],
    ["a peer that the package does not name", (one) => (one.peers = ["left-pad"]), /left-pad among the optional peers/],
    ["the rank of another", (one) => (one.rank = 10), /rank of its own for each backend, received 10 twice/],
  ])("is refused with %s", (_, change, message) => {
    expect(() => withChange(change)).toThrow(message);
  });
});
