/** The source files of sim/ and models/, and what they import. */
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";

const root = new URL("../../", import.meta.url);

/** All source files but tests, from the root, in order. */
export const sources: readonly string[] = ["models", "sim"].flatMap((top) =>
  readdirSync(new URL(top, root), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => `${top}/${file}`)
    .toSorted(),
);

export interface Import {
  readonly from: string;
  /** The file that is imported, from the root. */
  readonly to: string;
  /** Whether nothing but types is imported, so that nothing is loaded for it. */
  readonly isType: boolean;
}

/** The imports of a file that are relative: `import`, `export … from` and `import()`. */
export function importsOf(from: string, text = readFileSync(new URL(from, root), "utf8")): readonly Import[] {
  const found: Import[] = [];
  const add = (to: string, isType: boolean): void => {
    if (!to.startsWith(".")) return;
    found.push({ from, to: posix.join(posix.dirname(from), to).replace(/\.js$/, ".ts"), isType });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier))
      add(node.moduleSpecifier.text, isTypeImport(node.importClause));
    else if (
      ts.isExportDeclaration(node) &&
      node.moduleSpecifier !== undefined &&
      ts.isStringLiteral(node.moduleSpecifier)
    )
      add(node.moduleSpecifier.text, node.isTypeOnly || onlyTypes(node.exportClause));
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (ts.isStringLiteral(argument)) add(argument.text, false);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(from, text, ts.ScriptTarget.ES2023));
  return found;
}

const isTypeImport = (clause: ts.ImportClause | undefined): boolean =>
  clause !== undefined &&
  (clause.phaseModifier === ts.SyntaxKind.TypeKeyword ||
    (clause.name === undefined && onlyTypes(clause.namedBindings)));

/** Whether every name between the braces is marked as a type. */
function onlyTypes(names: ts.NamedImportBindings | ts.NamedExportBindings | undefined): boolean {
  if (names === undefined || !(ts.isNamedImports(names) || ts.isNamedExports(names))) return false;
  return names.elements.length > 0 && [...names.elements].every(({ isTypeOnly }) => isTypeOnly);
}
