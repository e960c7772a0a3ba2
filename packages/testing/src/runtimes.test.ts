import { chmod, cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { build } from "esbuild";
import { installPacked } from "./packaging/install-packed";
import { registryProblem } from "./packaging/registry";
import { runForOutput, runProgram } from "./packaging/run-program";

// Deno, Bun and workerd are 450 MB, which nobody who only wants to run the tests should have to download.
const problem = process.env.FAGR_RUNTIMES === "1" ? await registryProblem() : "FAGR_RUNTIMES=1 is not set";
if (problem) console.warn(`Skipped, because ${problem}: other runtimes than Node`);
const describeOnline = problem ? describe.skip : describe;

const fixtures = fileURLToPath(new URL("runtimes", import.meta.url));
const runtimes = { workerd: "1.20261117.1", deno: "2.9.6", bun: "1.4.5" } as const;

describeOnline("runtimes beside Node answer the suite's short form like Node", () => {
  let folder: string;
  let home: string;
  let expected: string;
  const missing = new Map<string, string>();
  const program = (name: string) => join(home, "node_modules", ".bin", name);
  /** Runs the case where the runtime starts, and says why where it does not. */
  const itOn = (name: keyof typeof runtimes, title: string, run: () => Promise<void>) =>
    it(`${name} ${title}`, async () => {
      const reason = missing.get(name);
      if (reason)
        console.warn(
          `Skipped, because ${name} does not start here (${reason.slice(0, 200)}): ${title.replaceAll(":", ",")}`,
        );
      else await run();
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "fagr-runtimes-"));
    home = await installPacked(["@fagr/core", "@fagr/backend-wasm", "@fagr/detect", "@fagr/weights"], { folder });
    await cp(fixtures, home, { recursive: true });
    expected = await runProgram(process.execPath, ["installed.mjs"], home);
    for (const [name, version] of Object.entries(runtimes))
      try {
        const options = ["--no-audit", "--no-fund", "--prefer-offline"];
        await runProgram("npm", ["install", ...options, `${name}@${version}`], home);
        await runProgram(program(name), ["--version"], home);
      } catch (error) {
        missing.set(name, (error as Error).message);
      }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("and Node's answer has ages and refuses damaged weights", () => {
    const { ages, refused } = JSON.parse(expected);
    expect(ages).toHaveLength(5);
    expect(refused).toBe("WEIGHTS_INVALID");
  });

  itOn("deno", "reads files, and needs no other right", async () => {
    const rights = [`--allow-read=${home}`, "--no-prompt", "--node-modules-dir=manual"];
    expect(await runProgram(program("deno"), ["run", ...rights, "installed.mjs"], home)).toBe(expected);
  });

  itOn("bun", "runs what is installed", async () => {
    expect(await runProgram(program("bun"), ["installed.mjs"], home)).toBe(expected);
  });

  itOn("bun", "compiles it all into one program", async () => {
    await runProgram(program("bun"), ["build", "--compile", "compiled.mjs", "--outfile", "compiled"], home);
    const alone = await mkdtemp(join(tmpdir(), "fagr-alone-"));
    const moved = join(alone, "compiled");
    await cp(join(home, "compiled"), moved);
    await chmod(moved, 0o755);
    // Gone, so that nothing but the program can be read.
    await rm(join(home, "node_modules", "@fagr", "weights", "models"), { recursive: true });
    try {
      expect(await runProgram(moved, [], alone)).toBe(expected);
    } finally {
      await rm(alone, { recursive: true });
      await cp(
        fileURLToPath(new URL("../../weights/models", import.meta.url)),
        join(home, "node_modules", "@fagr", "weights", "models"),
        { recursive: true },
      );
    }
  });

  itOn("workerd", "takes kernels that were compiled beforehand, and compiles none itself", async () => {
    const modules = join(home, "node_modules", "@fagr");
    const ssd = join(modules, "detect/models/ssd-mobilenet-v1");
    await cp(join(modules, "engine/kernels/simd.wasm"), join(home, "simd.wasm"));
    await cp(join(modules, "weights/models/age-gender-62-int8/age-gender-62-int8.bin"), join(home, "numbers.bin"));
    await cp(join(ssd, "ssd_mobilenetv1_model-weights_manifest.json"), join(home, "ssd-manifest.bin"));
    await cp(join(ssd, "ssd_mobilenetv1_model.bin"), join(home, "ssd-weights.bin"));
    await build({
      absWorkingDir: home,
      entryPoints: ["worker.mjs"],
      outfile: join(home, "worker.js"),
      bundle: true,
      format: "esm",
      platform: "browser",
      conditions: ["workerd"],
      external: ["*.wasm", "*.bin", "@fagr/backend-onnx/runtime"],
    });
    const { stdout, stderr } = await runForOutput(program("workerd"), ["test", "workerd.capnp"], { cwd: home });
    const output = stdout + stderr;
    expect(output).toContain(expected.trim());
    expect(output).toContain("compiling is refused");
  });
});
