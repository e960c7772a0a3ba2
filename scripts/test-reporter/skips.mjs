// What a run of tests left out, by reason. Tests say it in two ways: in a title, "... (skipped: reason)", and by
// console.warn("Skipped, because reason: what").

/**
 * @typedef {object} Skip
 * @property {string} reason
 * @property {number} tests  how many jest counts as skipped for it; 0 where a file never registered them
 * @property {Set<string>} what
 */

export class Skips {
  /** @type {Map<string, Skip>} */
  #byReason = new Map();

  /**
   * Adds what a file left out.
   * @param {{ testResults: { status: string, title: string, fullName: string }[], console?: { message: string }[] | null }} file
   */
  add({ testResults, console: printed }) {
    const skipped = testResults.filter(({ status }) => status === "pending" || status === "todo");
    let unexplained = 0;
    const said = new Set();
    for (const { title } of skipped) {
      const [, what, reason] = /^(.*) \(skipped: (.*)\)$/s.exec(title) ?? [];
      if (!reason) unexplained++;
      else {
        said.add(reason);
        this.#row(reason, /** @type {string} */ (what)).tests++;
      }
    }
    for (const { message } of printed ?? []) {
      // Reasons may have colons, what they are about has none.
      const [, reason, what] = /^Skipped, because (.*): ([^:]*)$/s.exec(message) ?? [];
      if (!reason || said.has(reason)) continue;
      this.#row(reason, /** @type {string} */ (what)).tests += unexplained;
      unexplained = 0;
    }
    if (unexplained > 0) {
      const title = /** @type {string} */ (skipped.find((one) => !one.title.includes("(skipped: "))?.fullName);
      this.#row("no reason was given", title).tests += unexplained;
    }
  }

  /** The rows of the table, the most tests first. */
  get rows() {
    return [...this.#byReason.values()].sort((a, b) => b.tests - a.tests);
  }

  /**
   * @param {string} reason
   * @param {string} what
   */
  #row(reason, what) {
    const row = this.#byReason.get(reason) ?? { reason, tests: 0, what: new Set() };
    row.what.add(what);
    this.#byReason.set(reason, row);
    return row;
  }
}
