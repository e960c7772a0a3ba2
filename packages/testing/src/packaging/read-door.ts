import { existsSync, readFileSync } from "node:fs";
import ts from "typescript";

/** A door of a package, and the names that come through it, types marked by "type ". */
export interface Door {
  readonly entry: string;
  readonly names: readonly string[];
}

/** The source of an entry: what `src/x/index.ts` or `src/x.ts` lists. */
export function readDoor(packageName: string, path: string): Door {
  const folder = new URL(`../../../${packageName.replace("@fagr/", "")}/src/`, import.meta.url);
  const inside = path === "." ? "index" : path.slice(2);
  const file = [`${inside}.ts`, `${inside}/index.ts`].map((name) => new URL(name, folder)).find(existsSync);
  if (!file) throw new Error(`Expected src/${inside}.ts or src/${inside}/index.ts behind ${packageName}'s "${path}".`);
  return { entry: packageName + path.slice(1), names: exportedNames(file).sort() };
}

/** The names that a TypeScript file exports, types marked by "type ". */
export function exportedNames(file: URL): string[] {
  const source = ts.createSourceFile(file.href, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  return source.statements.flatMap(namesOfStatement);
}

function namesOfStatement(statement: ts.Statement): string[] {
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
  return name ? [(isType ? "type " : "") + (name as ts.Identifier).text] : [];
}
