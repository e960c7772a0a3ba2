import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { installPacked } from "./packaging/install-packed";
import { registryProblem } from "./packaging/registry";
import { runProgram } from "./packaging/run-program";

const problem = await registryProblem();
if (problem) console.warn(`Skipped, because ${problem}: bundles for servers`);
const describeOnline = problem ? describe.skip : describe;

const example = fileURLToPath(new URL("../../../examples/server-bundles", import.meta.url));
const photo = fileURLToPath(new URL("../photos/astronaut.png", import.meta.url));

describeOnline("bundles for servers (examples/server-bundles)", () => {
  let folder: string;
  let home: string;
  let expected: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "fagr-bundles-"));
    const { dependencies, devDependencies } = JSON.parse(await readFile(join(example, "package.json"), "utf8"));
    const others = Object.entries(devDependencies).map(([name, version]) => `${name}@${version}`);
    home = await installPacked(Object.keys(dependencies), { folder, others });
    for (const file of await readdir(example))
      if (/\.(js|mjs|cjs)$/.test(file)) await cp(join(example, file), join(home, file));
    await runProgram("node", ["copy-models.mjs"], home);
    await runProgram("node", ["esbuild.mjs"], home);
    await runProgram("npx", ["--no", "rollup", "--", "-c"], home);
    await runProgram("npx", ["--no", "webpack"], home);
    expected = await runProgram(process.execPath, ["beside.js", photo], home);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("Node's own answer is a face", () => {
    expect(JSON.parse(expected)).toHaveLength(1);
  });

  const bundlers = ["esbuild", "rollup", "webpack"];
  const bundles = bundlers.flatMap((bundler) =>
    ["beside", "inlined"].flatMap((name) => ["mjs", "cjs"].map((format) => ({ bundler, name, format }))),
  );

  test.each(bundles)("$bundler: $name.$format answers like Node", async ({ bundler, name, format }) => {
    const file = join(home, "out", bundler, `${name}.${format}`);
    expect(await runProgram(process.execPath, [file, photo], tmpdir())).toBe(expected);
  });

  test.each(bundlers)("%s writes one script a bundle", async (bundler) => {
    const scripts = (await readdir(join(home, "out", bundler))).filter((file) => /js$/.test(file));
    expect(scripts.sort()).toEqual(["beside.cjs", "beside.mjs", "inlined.cjs", "inlined.mjs"]);
  });

  test.each(bundles.filter(({ name }) => name === "inlined"))(
    "$bundler: $name.$format needs no file of ours beside it",
    async ({ bundler, name, format }) => {
      const alone = await mkdtemp(join(home, "alone-"));
      const file = join(alone, `${name}.${format}`);
      await cp(join(home, "out", bundler, `${name}.${format}`), file);
      expect(await runProgram(process.execPath, [file, photo], alone)).toBe(expected);
    },
  );
});
