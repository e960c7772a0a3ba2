// What jest says of a run, in about 40 lines: a line for each package, one table of what was skipped and why, and everything about a test that
// failed. A run of one file lists its tests. What tests print is shown where they fail; `npm test -- --verbose` shows all of it.
import { relative, sep } from "node:path";
import { Skips } from "./skips.mjs";
import { shorten, toLines } from "./table.mjs";

/**
 * What is read of a file's result, of jest's own type TestResult.
 * @typedef {object} FileResult
 * @property {string} testFilePath
 * @property {string | null} [failureMessage]
 * @property {unknown} [testExecError]  where the file could not run at all
 * @property {number} numPassingTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {number} numFailingTests
 * @property {{ start?: number, end?: number }} perfStats
 * @property {{ type: string, message: string }[] | null} [console]
 * @property {{ status: keyof typeof marks, title: string, fullName: string, duration?: number | null }[]} testResults
 */

const marks = { passed: "✓", failed: "✕", pending: "○", todo: "○", skipped: "○", disabled: "○", focused: "✓" };
const seconds = (/** @type {number} */ milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;

export default class Reporter {
  #root;
  #skips = new Skips();
  /** @type {Map<string, { files: number, passed: number, skipped: number, failed: number, milliseconds: number }>} */
  #folders = new Map();
  /** @type {FileResult[]} */
  #results = [];
  #count = 0;

  /** @param {{ rootDir: string }} config */
  constructor({ rootDir }) {
    this.#root = rootDir;
  }

  /** @param {Record<"numPassedTests" | "numFailedTests" | "numPendingTests" | "numTotalTestSuites" | "numRuntimeErrorTestSuites" | "startTime", number> & { snapshot: { added: number, unchecked: number } }} results */
  onRunStart({ numTotalTestSuites }) {
    this.#count = numTotalTestSuites;
  }

  /**
   * @param {unknown} _test
   * @param {FileResult} result
   */
  onTestResult(_test, result) {
    this.#results.push(result);
    this.#skips.add(result);
    const file = relative(this.#root, result.testFilePath);
    const folder = file
      .split(sep)
      .slice(0, file.startsWith("packages") ? 2 : 1)
      .join("/");
    const row = this.#folders.get(folder) ?? { files: 0, passed: 0, skipped: 0, failed: 0, milliseconds: 0 };
    row.files++;
    row.passed += result.numPassingTests;
    row.skipped += result.numPendingTests + result.numTodoTests;
    row.failed += result.numFailingTests + (result.testExecError ? 1 : 0);
    row.milliseconds += (result.perfStats.end ?? 0) - (result.perfStats.start ?? 0);
    this.#folders.set(folder, row);
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${this.#results.length} of ${this.#count} files`);
    if (result.failureMessage) this.#print(`\nFAIL ${file}\n${result.failureMessage}${printedBy(result)}`);
  }

  /**
   * @param {unknown} _contexts
   * @param {Record<"numPassedTests" | "numFailedTests" | "numPendingTests" | "numTotalTestSuites" | "numRuntimeErrorTestSuites" | "startTime", number> & { snapshot: { added: number, unchecked: number } }} results
   */
  onRunComplete(_contexts, results) {
    const [only] = this.#results;
    if (only && this.#results.length === 1)
      for (const { status, fullName, duration } of only.testResults)
        this.#print(`${marks[status]} ${fullName}${duration && duration > 1000 ? ` (${seconds(duration)})` : ""}`);
    else this.#print(this.#packageLines().join("\n"));

    const skipped = this.#skips.rows;
    if (skipped.length > 0) {
      const rows = skipped.map(({ reason, tests, what }) => [`${tests || ""}`, shorten(reason, 80), named(what)]);
      this.#print(`\n${toLines([["tests", "were skipped, because", "what"], ...rows]).join("\n")}`);
    }
    const { numPassedTests, numFailedTests, numPendingTests, numTotalTestSuites, startTime, snapshot } = results;
    const broken = results.numRuntimeErrorTestSuites;
    const counts = [
      `${numPassedTests} passed`,
      ...(numPendingTests > 0 ? [`${numPendingTests} skipped`] : []),
      ...(numFailedTests > 0 ? [`${numFailedTests} FAILED`] : []),
      ...(broken > 0 ? [`${broken} files could not run`] : []),
      ...(snapshot.added > 0 ? [`${snapshot.added} snapshots written`] : []),
      ...(snapshot.unchecked > 0 ? [`${snapshot.unchecked} snapshots that no test reads`] : []),
    ];
    const time = seconds(Date.now() - startTime);
    this.#print(`\n${numTotalTestSuites} files, ${time}: ${counts.join(", ")}.`);
  }

  getLastError() {}

  #packageLines() {
    const rows = [...this.#folders]
      .sort()
      .map(([folder, { files, passed, skipped, failed, milliseconds }]) => [
        failed > 0 ? "✕" : "✓",
        folder,
        `${files}`,
        `${passed}`,
        `${skipped || ""}`,
        `${failed || ""}`,
        seconds(milliseconds),
      ]);
    return toLines([["", "", "files", "passed", "skipped", "failed", "time"], ...rows]);
  }

  /** @param {string} text */
  #print(text) {
    process.stdout.write(`${process.stdout.isTTY ? "\r\x1b[K" : ""}${text}\n`);
  }
}

/** @param {FileResult} result */
function printedBy({ console: printed }) {
  if (!printed || printed.length === 0) return "";
  return `\nIt printed:\n${printed.map(({ type, message }) => `  ${type}: ${message}`).join("\n")}\n`;
}

/** @param {ReadonlySet<string>} what */
function named(what) {
  const [first = "", ...others] = what;
  return shorten(first, 60) + (others.length > 0 ? ` and ${others.length} more` : "");
}
