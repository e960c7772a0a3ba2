// What a page tells a newcomer to do, in its order.
import { readFileSync } from "node:fs";

/**
 * The steps of a page: a block of `sh` is a command a line, and a block of code is saved under the name that the text before it gives ("Save this
 * as `faces.mjs`"); "the same lines, saved as …" are those of the block before, wherever it stands.
 *
 * @param {string} file
 * @param {readonly string[]} [sections] - Headings whose steps are wanted, "" for what stands before the first. Default: the whole page.
 * @returns {({ command: string } | { save: string, code: string })[]}
 */
export function readPage(file, sections) {
  const parts = readFileSync(file, "utf8").split(/^## /m);
  const found = new Set();
  const steps = [];
  let code = "";
  for (const [index, part] of parts.entries()) {
    const heading = index === 0 ? "" : part.split("\n", 1)[0];
    const isWanted = !sections || sections.includes(heading);
    if (isWanted) found.add(heading);
    for (const [, words, language, text] of part.matchAll(/([\s\S]*?)^```(\w*)\n([\s\S]*?)^```$/gm)) {
      const name = /\bsaved? (?:\w+ )?as `([^`]+)`/i.exec(words)?.[1];
      if (name && language !== "sh") code = text;
      if (!isWanted) continue;
      if (name) steps.push({ save: name, code });
      if (language === "sh") steps.push(...text.trim().split("\n").map(toCommand));
    }
  }
  const missing = (sections ?? []).filter((heading) => !found.has(heading));
  if (missing.length > 0)
    throw new Error(`Expected ${file} to have the sections "${missing.join('", "')}", found none.`);
  return steps;
}

/** What stands behind # is said to people. @param {string} line */
const toCommand = (line) => ({ command: line.split(/\s+#\s/)[0].trim() });
