import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import ts from "typescript";
import { publishedPackages } from "./packaging/pack-packages";

/** Most names that a door for people who don't know the insides may have. */
const mostNames: Readonly<Record<string, number>> = { "@fagr/core": 45, "@fagr/training": 60 };

/** A door of a package, and the names that come through it, types marked. */
interface Door {
  readonly entry: string;
  readonly names: readonly string[];
}

/** The source of an entry: what `src/x/index.ts` or `src/x.ts` lists. */
function readDoor(packageName: string, path: string): Door {
  const folder = new URL(`../../${packageName.replace("@fagr/", "")}/src/`, import.meta.url);
  const inside = path === "." ? "index" : path.slice(2);
  const file = [`${inside}.ts`, `${inside}/index.ts`].map((name) => new URL(name, folder)).find(existsSync);
  if (!file) throw new Error(`Expected src/${inside}.ts or src/${inside}/index.ts behind ${packageName}'s "${path}".`);
  const source = ts.createSourceFile(file.href, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const names = source.statements.flatMap((statement) => exportedNames(statement));
  return { entry: packageName + path.slice(1), names: names.sort() };
}

function exportedNames(statement: ts.Statement): string[] {
  if (ts.isExportDeclaration(statement)) {
    const { exportClause, isTypeOnly } = statement;
    if (!exportClause || !ts.isNamedExports(exportClause))
      throw new Error("Expected an entry that lists its exports one by one.");
    return exportClause.elements.map((one) => (isTypeOnly || one.isTypeOnly ? "type " : "") + one.name.text);
  }
  if (!ts.canHaveModifiers(statement)) return [];
  if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => (name as ts.Identifier).text);
  const { name } = statement as ts.DeclarationStatement;
  const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  return name ? [(isType ? "type " : "") + name.getText(statement.getSourceFile())] : [];
}

const doors = publishedPackages().flatMap(({ name, exports = {} }) =>
  Object.keys(exports)
    .filter((path) => !/\*|\.json$/.test(path))
    .map((path) => readDoor(name, path)),
);

describe("the doors of the packages", () => {
  it.each(doors.map(({ entry, names }) => [entry, names] as const))("%s lets out what is written down", (_, names) => {
    // A change here is a change of what people can import: decide it, then run this test with -u.
    expect(names).toMatchSnapshot();
  });

  it.each(Object.entries(mostNames))("%s has at most %i names", (entry, most) => {
    expect(doors.find((door) => door.entry === entry)!.names.length).toBeLessThanOrEqual(most);
  });

  it("of core let each name out once, but for what both apps and tools begin with", () => {
    const names = doors.filter(({ entry }) => entry.startsWith("@fagr/core")).flatMap((door) => door.names);
    // An app checks and keeps weights with it before it opens a model; tools go on with what it gives.
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual(["loadWeights"]);
  });
});
