import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A fenced block of code in a Markdown page or in a TSDoc comment. */
export interface Example {
  /** The page or source, from the root of the repository. */
  readonly file: string;
  /** The line of its opening fence, from 1. */
  readonly line: number;
  readonly language: "ts" | "tsx" | "js";
  readonly code: string;
  /** Why it is not checked: what stands behind `no-check:` on the fence. */
  readonly unchecked?: string;
}

export const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** All blocks of TypeScript and JavaScript in pages and comments; decisions and changelogs tell of the past. */
export function readExamples(): Example[] {
  const files = execFileSync("git", ["ls-files", "*.md", "*.ts", "*.tsx"], { cwd: root, encoding: "utf8" });
  return files
    .trim()
    .split("\n")
    .filter(
      (file) =>
        !/^docs\/decisions\/|^scripts\/new-backend\/template\/README|^\.changeset\/|CHANGELOG\.md$|\.test\.ts$|^packages\/testing\/src\/examples\//.test(
          file,
        ),
    )
    .flatMap((file) => examplesOf(file, readFileSync(root + file, "utf8")));
}

/** The blocks of one file. In sources only what stands in a comment that begins its lines with a star counts. */
export function examplesOf(file: string, text: string): Example[] {
  const examples: Example[] = [];
  let open: { line: number; info: string; indent: number; lines: string[] } | undefined;
  for (const [index, raw] of text.split("\n").entries()) {
    if (!file.endsWith(".md") && !/^\s*\*( |$)/.test(raw)) continue;
    const line = file.endsWith(".md") ? raw : raw.replace(/^\s*\* ?/, "");
    const fence = /^(\s*)```(.*)$/.exec(line);
    if (!fence) open?.lines.push(line.slice(open.indent));
    else if (open) {
      const example = toExample(file, open);
      if (example) examples.push(example);
      open = undefined;
    } else open = { line: index + 1, info: fence[2]!.trim(), indent: fence[1]!.length, lines: [] };
  }
  return examples;
}

function toExample(file: string, block: { line: number; info: string; lines: string[] }): Example | undefined {
  const [, language, rest] = /^(tsx?|js)\b(.*)$/.exec(block.info) ?? [];
  if (!language) return undefined;
  const unchecked = /no-check: (.+)/.exec(rest!)?.[1];
  return {
    file,
    line: block.line,
    language: language as Example["language"],
    code: block.lines.join("\n"),
    ...(unchecked ? { unchecked } : {}),
  };
}
