import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { turnTelemetryOff } from "./telemetry";

describe("turnTelemetryOff", () => {
  it("sets the variable unless somebody has", () => {
    const environment: NodeJS.ProcessEnv = {};
    turnTelemetryOff(environment);
    expect(environment).toEqual({ ORT_DISABLE_TELEMETRY: "1" });
    const decided = { ORT_DISABLE_TELEMETRY: "0" };
    turnTelemetryOff(decided);
    expect(decided).toEqual({ ORT_DISABLE_TELEMETRY: "0" });
  });

  const built = fileURLToPath(new URL("../../dist/runtime.js", import.meta.url));
  if (!existsSync(built))
    console.warn("Skipped, because the package is not built: onnxruntime-node leaves nothing behind");
  (existsSync(built) ? it : it.skip)("leaves no file of onnxruntime-node's behind, and no look-up", () => {
    const home = mkdtempSync(join(tmpdir(), "fagr-home-"));
    const { ORT_DISABLE_TELEMETRY: _, ...environment } = process.env;
    const env = { ...environment, HOME: home, XDG_CACHE_HOME: join(home, ".cache") };
    const program = `
const { openOnnxSession, GraphBuilder } = await import(${JSON.stringify(built)});
const graph = new GraphBuilder("x");
graph.output(graph.node("Identity", [graph.input("in", [1])], { name: "out" }), [1]);
const session = await openOnnxSession(graph.toModel(), { runtime: "node" });
await session.run({ in: { data: new Float32Array(1), dims: [1] } });
await new Promise((done) => setTimeout(done, 2500));
await session.dispose();
console.log("ran");`;
    const node = [process.execPath, "--input-type=module", "-e", program] as const;
    const trace = join(home, "trace");
    const strace = spawnSync("strace", ["-V"]).status === 0;
    const [command, ...args] = strace ? ["strace", "-f", "-e", "trace=connect,sendto", "-o", trace, ...node] : node;
    const { stdout, stderr } = spawnSync(command!, args, { env, encoding: "utf8" });
    if (!stdout.includes("ran")) throw new Error(stderr);
    expect(readdirSync(home).filter((name) => name !== "trace")).toEqual([]);
    if (strace) {
      const calls = spawnSync("cat", [trace], { encoding: "utf8" }).stdout;
      expect(calls).not.toMatch(/microsoft|AF_INET/);
    } else console.warn("strace is not here: only the files were looked at");
    rmSync(home, { recursive: true });
  });
});
