import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { checkTypes, lintTarball, listFiles } from "./packaging/check-tarball";
import { consumerTsconfig, importingConsumer, runningConsumer, typedConsumer } from "./packaging/consumer";
import { type PackageManifest, packPackages, publishedPackages } from "./packaging/pack-packages";
import { registryProblem } from "./packaging/registry";
import { runProgram } from "./packaging/run-program";

// What users get is the packed tarball, not the workspace: these tests pack the built packages and use them from outside.

const packages = publishedPackages();
const names = packages.map(({ name }) => name);
/** The specifiers that users import; patterns and data files are no modules. */
const entriesOf = ({ name, exports = {} }: PackageManifest) =>
  Object.keys(exports)
    .filter((path) => !/\*|\.json$/.test(path))
    .map((path) => name + path.slice(1));

const problem = await registryProblem();
if (problem) console.warn(`Skipped, because ${problem}: the tests of packed and installed packages`);
const describeOnline = problem ? describe.skip : describe;

describeOnline("what users install", () => {
  let folder: string;
  /** The tarballs by name. */
  let packed: Map<string, string>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "fagr-packaging-"));
    packed = await packPackages(names, folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  describe.each(packages)("the tarball of $name", (manifest) => {
    test("is what publint expects of its manifest", async () => {
      expect(await lintTarball(packed.get(manifest.name)!)).toEqual([]);
    });

    test("has a licence, a README, a source map for each script and no other sources", async () => {
      const files = await listFiles(packed.get(manifest.name)!);
      expect(files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "package.json"]));
      expect(files.filter((file) => /^(src|test|node_modules)\/|\.test\./.test(file))).toEqual([]);
      const scripts = files.filter((file) => /^dist\/.*\.js$/.test(file));
      expect(scripts.filter((file) => !files.includes(`${file}.map`))).toEqual([]);
    });

    if (entriesOf(manifest).length > 0)
      test("has types that TypeScript finds and that fit the code", async () => {
        expect(await checkTypes(packed.get(manifest.name)!)).toEqual([]);
      });
  });

  describe("the packages installed in an empty folder", () => {
    let home: string;
    const write = (name: string, text: string) => writeFile(join(home, name), text);

    beforeAll(async () => {
      home = join(folder, "home");
      await mkdir(home);
      await write("package.json", JSON.stringify({ name: "consumer", private: true, type: "module" }));
      const tarballs = names.map((name) => packed.get(name)!);
      const options = ["--no-audit", "--no-fund", "--prefer-offline", "--prefix", home];
      await runProgram("npm", ["install", ...options, ...tarballs], home);
    });

    test("leave the optional native runtime out and depend on versions", async () => {
      expect(existsSync(join(home, "node_modules", "onnxruntime-node"))).toBe(false);
      for (const name of names) {
        const text = await readFile(join(home, "node_modules", name, "package.json"), "utf8");
        const { dependencies, peerDependencies } = JSON.parse(text) as PackageManifest;
        expect(JSON.stringify({ name, dependencies, peerDependencies })).not.toMatch(/workspace:|file:|link:/);
      }
    });

    test("can be imported, every entry", async () => {
      const entries = packages.flatMap(entriesOf);
      await write("import.js", importingConsumer);
      const exported = JSON.parse(await runProgram(process.execPath, ["import.js", ...entries], home));
      expect(Object.keys(exported)).toEqual(entries);
      for (const entry of entries) expect({ entry, names: exported[entry] }).not.toEqual({ entry, names: [] });
    });

    test("type-check in a strict project", async () => {
      await write("consumer.ts", typedConsumer);
      await write("tsconfig.json", consumerTsconfig);
      const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
      expect(await runProgram(process.execPath, [tsc, "--project", "."], home)).toBe("");
    });

    test("find the face of a photo and tell its age and gender on the web runtime", async () => {
      await write("predict.js", runningConsumer);
      const photo = fileURLToPath(new URL("../photos/astronaut.png", import.meta.url));
      const { faces, reason } = JSON.parse(await runProgram(process.execPath, ["predict.js", photo], home));
      expect(reason).toContain("onnxruntime-web");
      expect(faces).toHaveLength(1);
      const [{ box, age, ageInterval, gender, genderProbability }] = faces;
      // The face in the photo, to within a quarter of its size.
      expect(Math.abs(box.x + box.width / 2 - 224)).toBeLessThan(21);
      expect(Math.abs(box.y + box.height / 2 - 122)).toBeLessThan(28);
      expect(age).toBeGreaterThanOrEqual(18);
      expect(age).toBeLessThanOrEqual(65);
      expect(ageInterval[0]).toBeLessThanOrEqual(ageInterval[1]);
      expect(["female", "male"]).toContain(gender);
      expect(genderProbability).toBeGreaterThanOrEqual(0.5);
    });

    test("bring the command line", async () => {
      const description = JSON.parse(await runProgram("npx", ["--no", "fagr", "describe", "--json"], home));
      expect(description.rows.length).toBeGreaterThan(0);
      expect(description.parameters).toBeGreaterThan(description.trainableParameters);
    });
  });
});
