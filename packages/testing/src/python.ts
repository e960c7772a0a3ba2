import { spawnSync } from "node:child_process";
import { describe } from "@jest/globals";

/** The Python that tests run; `FAGR_PYTHON` names another than `python3`. */
export const python = process.env.FAGR_PYTHON ?? "python3";

/** A group of tests for which Python needs modules; skipped with the reason where it lacks them. */
export function describeIfPython(modules: readonly string[], title: string, tests: () => void): void {
  const look = `import importlib.util as u, sys; sys.exit(not all(map(u.find_spec, ${JSON.stringify(modules)})))`;
  if (spawnSync(python, ["-c", look]).status === 0) {
    describe(title, tests);
    return;
  }
  const reason = `${python} lacks ${modules.join(" or ") || "nothing, but does not start"} (FAGR_PYTHON names another Python)`;
  console.warn(`Skipped, because ${reason}: ${title}`);
  describe.skip(`${title} (skipped: ${reason})`, tests);
}
