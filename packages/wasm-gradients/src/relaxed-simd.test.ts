import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";

/** In processes of their own: what is compiled once stays. The built package runs, as for users. */
function run(program: string): string {
  const built = new URL("../dist/index.js", import.meta.url).href;
  const code = `import { enableRelaxedSimd } from "@fagr/core";
    const { kernelInstructions } = await import(${JSON.stringify(built)}); ${program}`;
  const cwd = fileURLToPath(new URL("..", import.meta.url));
  return execFileSync(process.execPath, ["--input-type=module", "--eval", code], { cwd, encoding: "utf8" }).trim();
}

const hidesRelaxedSimd = process.versions.node.startsWith("20.");

describe("enableRelaxedSimd", () => {
  it("gives the kernels fused multiply-adds on every Node from 20 on", () => {
    expect(run("enableRelaxedSimd(); console.log(kernelInstructions())")).toBe("relaxed-simd");
  });

  it("changes nothing once the kernels are compiled", () => {
    const before = hidesRelaxedSimd ? "simd" : "relaxed-simd";
    expect(run("console.log(kernelInstructions()); enableRelaxedSimd(); console.log(kernelInstructions())")).toBe(
      `${before}\n${before}`,
    );
  });
});
