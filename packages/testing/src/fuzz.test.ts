import { fileURLToPath } from "node:url";
import { expect, it } from "@jest/globals";
import { runProgram } from "./packaging/run-program";

const fuzzer = fileURLToPath(new URL("../../../scripts/fuzz/main.mjs", import.meta.url));

it("damaged files of every kind are refused with a FagrError or read: a few, the same every time", async () => {
  const report = await runProgram(process.execPath, [fuzzer, "--cases", "560", "--seed", "20"], process.cwd());
  expect(report).toMatch(/560 cases, 0 failures/);
});
