import { runProgram } from "./run-program";

/** Why packages cannot be installed here; undefined if they can. Asks the registry for one package, once. */
export async function registryProblem(): Promise<string | undefined> {
  try {
    await runProgram(
      "npm",
      ["view", "csv-parse", "version", "--fetch-retries=0", "--fetch-timeout=15000"],
      process.cwd(),
    );
    return undefined;
  } catch (error) {
    const code = /code (E[A-Z0-9_]+)/.exec((error as Error).message)?.[1];
    return `the package registry cannot be reached (${code ?? "npm view fails"})`;
  }
}
