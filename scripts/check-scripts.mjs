// Checks the types of scripts that are plain JavaScript (.mjs) against the sources that they use: a renamed option or export is an error here
// and not an hour into a training. Less strict than for TypeScript: parameters without a type are allowed, and null is not looked for.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("..", import.meta.url));
const folders = [
  "scripts",
  "packages/bench",
  "packages/weights",
  "packages/testing/scripts",
  "packages/detect/scripts",
];

const listed = execFileSync("git", ["ls-files", ...folders.map((folder) => `${folder}/**.mjs`)], { cwd: root });
const files = listed
  .toString()
  .trim()
  .split("\n")
  .map((file) => join(root, file));
const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, root);
const program = ts.createProgram(files, {
  ...options,
  allowJs: true,
  checkJs: true,
  noImplicitAny: false,
  strictNullChecks: false,
  exactOptionalPropertyTypes: false,
  noUncheckedIndexedAccess: false,
  useUnknownInCatchVariables: false,
});
const faults = files.flatMap((file) => {
  const source = program.getSourceFile(file);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
});
if (faults.length > 0) {
  const host = { getCanonicalFileName: String, getCurrentDirectory: () => root, getNewLine: () => "\n" };
  console.error(ts.formatDiagnostics(faults, host));
  process.exitCode = 1;
}
