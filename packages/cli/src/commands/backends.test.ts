import { backendNames, chooseBackend, listBackends } from "@fagr/backend-auto";
import { describe, expect, test } from "@jest/globals";
import { astronaut } from "../testing/photos";
import { run } from "../testing/run";

describe("fagr backends", () => {
  test("--json prints name, availability and reason of each, and nothing else", async () => {
    const { exitCode, stdout } = await run(["backends", "--json"]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual(await listBackends());
  });

  test("prints a table, the fastest first, and what auto takes", async () => {
    const { exitCode, lines } = await run(["backends"]);
    expect(exitCode).toBe(0);
    expect(lines[0]).toMatch(/^name +runs +because$/);
    expect(lines.slice(1, 1 + backendNames.length).map((line) => line.split(" ")[0])).toEqual(backendNames);
    expect(lines.find((line) => line.startsWith("wasm "))).toMatch(/ yes +WebAssembly /);
    const { backend } = await chooseBackend();
    expect(lines.at(-1)).toBe(`--backend auto takes ${backend.name}, the first that runs.`);
  });
});

describe("--backend", () => {
  test("runs on the one that is named, and says so with --verbose alone", async () => {
    const quiet = await run(["predict", astronaut, "--crops", "--json", "--backend", "wasm"]);
    expect([quiet.exitCode, quiet.stderr]).toEqual([0, ""]);
    const verbose = await run(["predict", astronaut, "--crops", "--json", "--backend", "wasm", "--verbose"]);
    expect(verbose.stdout).toBe(quiet.stdout);
    expect(verbose.stderr).toMatch(/^Runs on wasm: WebAssembly /);
  });

  test("takes the fastest unless told, and says with --verbose which and why not the others", async () => {
    const { backend, passedOver } = await chooseBackend();
    const { exitCode, stderr } = await run(["predict", astronaut, "--crops", "--verbose"]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`Runs on ${backend.name}: `);
    for (const { name, reason } of passedOver) expect(stderr).toContain(`Passed over ${name}: ${reason}`);
  });

  test("says why the one that is named does not run", async () => {
    const missing = (await listBackends()).find(({ available }) => !available);
    if (!missing) return console.warn("Skipped, because every backend runs here: one that does not run");
    const { exitCode, stdout, stderr } = await run(["predict", astronaut, "--backend", missing.name]);
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toBe(
      `fagr: The backend ${missing.name} does not run here: ${missing.reason} \`fagr backends\` lists those that do.\n`,
    );
  });

  test("names those that there are to whoever asks for another", async () => {
    const { exitCode, stderr } = await run(["evaluate", "--labels", "labels.csv", "--backend", "cuda"]);
    expect(exitCode).toBe(2);
    for (const name of ["auto", ...backendNames]) expect(stderr).toContain(name);
  });
});
