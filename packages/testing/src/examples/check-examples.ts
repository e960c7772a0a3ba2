// Every block of TypeScript in documents and in comments is compiled, as strictly as a user's project.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { publishedPackages } from "../packaging/pack-packages";
import { exportedNames, readDoor } from "../packaging/read-door";
import { type Example, root } from "./read-examples";

/** Where the names come from that an example uses and does not make: later sources give way to earlier ones. */
type Names = ReadonlyMap<string, string>;

const folder = "packages/testing/src/examples";
const nodeNames: Names = new Map([
  ...["readFile", "writeFile"].map((name) => [name, "node:fs/promises"] as const),
  ["useRef", "react"],
]);

/** What a reader's project has and no page's folder finds: the files of our models, and React, which one example installs. */
const besidePages = {
  "@fagr/weights/models/*": ["./packages/weights/models/*"],
  react: ["./examples/react-hook/node_modules/@types/react"],
  "react/*": ["./examples/react-hook/node_modules/@types/react/*"],
};

/**
 * Type-checks examples in one program, against the sources of the workspace, as strictly as `tsc --strict` does.
 * The result is one line for each fault: file, line and what TypeScript says.
 *
 * An example that imports from one of our packages is whole: it has to import all that it uses. Any other is a fragment: the
 * names of its own file, of our doors and of node:fs/promises are imported for it. Both may speak of things like `model` or
 * `image`, which files of `given` declare: the one named after the page or the package goes before `all.ts`.
 */
export function checkExamples(examples: readonly Example[]): string[] {
  const modules = new Map(examples.map((example) => [moduleOf(example), { example, source: toModule(example) }]));
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const readDisk = host.getSourceFile.bind(host);
  host.fileExists = (file) => modules.has(file) || ts.sys.fileExists(file);
  host.getSourceFile = (file, target) => {
    const one = modules.get(file);
    return one ? ts.createSourceFile(file, one.source.text, target, true) : readDisk(file, target);
  };
  const program = ts.createProgram([...modules.keys(), `${root}${folder}/given/modules.d.ts`], options, host);
  return [...modules].flatMap(([name, { example, source }]) => {
    const file = program.getSourceFile(name)!;
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((fault) => {
      const inside = file.getLineAndCharacterOfPosition(fault.start ?? 0).line - source.linesBefore;
      const line = example.line + 1 + Math.max(0, inside);
      return `${example.file}:${line} ${ts.flattenDiagnosticMessageText(fault.messageText, " ")}`;
    });
  });
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, root);
  return {
    ...options,
    paths: { ...options.paths, ...besidePages },
    allowJs: true,
    noUnusedLocals: false,
    verbatimModuleSyntax: false,
    isolatedModules: false,
    // Few readers have these two, and the examples are easier to read without what they ask for.
    noUncheckedIndexedAccess: false,
    exactOptionalPropertyTypes: false,
  };
}

/** An example stands beside its file, so that it finds the modules that the file finds. */
const moduleOf = ({ file, line, language }: Example) => `${root}${file}.${line}.${language === "tsx" ? "tsx" : "ts"}`;

/** The example with the imports of what it uses before it, and its own statements in a block, where they may hide those. */
function toModule({ file, code }: Example): { text: string; linesBefore: number } {
  const own = ts.createSourceFile("own.tsx", code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const imports = own.statements.filter(ts.isImportDeclaration);
  const isWhole = imports.some(({ moduleSpecifier }) => /^"(@fagr\/|fagr")/.test(moduleSpecifier.getText()));
  const imported = new Set(imports.flatMap(importedNames));
  const words = new Set(code.match(/[A-Za-z_$][\w$]*/g));
  const names = new Map([
    ...(isWhole ? [] : [...doorNames(), ...nodeNames]),
    ...givenNames(file),
    ...(isWhole ? [] : ownNames(file)),
  ]);
  const before = [...names]
    .filter(([name]) => words.has(name) && !imported.has(name))
    .map(([name, from]) => `import { ${name} } from "${from}";`);
  const head = [...before, ...imports.map((one) => one.getText().replace(/\n/g, " "))];
  // Kept on their lines, so that faults are found again.
  const body = imports.reduce((text, one) => {
    const [start, end] = [one.getStart(), one.end];
    return text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, " ") + text.slice(end);
  }, code);
  const isModule = own.statements.some(
    (one) => ts.isExportAssignment(one) || /^(export|declare module) /.test(one.getText()),
  );
  const [open, close] = isModule ? ["", ""] : ["{", "}"];
  return {
    text: `${head.join("\n")}\nexport {};${open}\n${body}\n${close}\n`,
    linesBefore: head.length + 1 + (head.length === 0 ? 1 : 0),
  };
}

function importedNames({ importClause }: ts.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings;
  const named = !bindings ? [] : ts.isNamespaceImport(bindings) ? [bindings] : [...bindings.elements];
  return [...(importClause?.name ? [importClause.name.text] : []), ...named.map(({ name }) => name.text)];
}

/** The names that a page's file of stand-ins gives, and those that all pages share. */
function givenNames(file: string): Names {
  const [kind, name, part] = file.split("/");
  const page = kind === "docs" ? part?.replace(/\.md$/, "") : name;
  return namesIn(["all", ...(page ? [page] : [])].map((one) => `${folder}/given/${one}.ts`));
}

const ownNames = (file: string): Names => namesIn(/\.tsx?$/.test(file) ? [file] : []);

function namesIn(files: readonly string[]): Names {
  const present = files.filter((file) => existsSync(root + file));
  return new Map(
    present.flatMap((file) =>
      exportedNames(pathToFileURL(root + file)).map((name) => [
        name.replace("type ", ""),
        root + file.replace(/\.tsx?$/, ""),
      ]),
    ),
  );
}

let doors: Names | undefined;

function doorNames(): Names {
  doors ??= new Map(
    [...publishedPackages(), { name: "@fagr/testing", exports: { ".": "" } }]
      .flatMap(({ name, exports = {} }) =>
        Object.keys(exports)
          .filter((path) => !/[*]|\.json$/.test(path))
          .map((path) => readDoor(name, path)),
      )
      .flatMap(({ entry, names }) => names.map((name) => [name.replace("type ", ""), entry] as const)),
  );
  return doors;
}
