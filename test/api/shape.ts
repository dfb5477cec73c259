/** What a module offers, as the compiler sees it: a line an export, with its kind and its type or its members. */
import ts from "typescript";

/** `file`: a source or a declaration. Lines are in the order of names. */
export function shapeOf(file: string): readonly string[] {
  const program = ts.createProgram([file], {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    types: ["node"],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const door = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (door === undefined) throw new Error(`${file} is no module`);
  return checker
    .getExportsOfModule(door)
    .map((symbol) => lineOf(checker, symbol))
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ name, line }) => `${name}: ${line}`);
}

const collections: ReadonlySet<string> = new Set(["Map", "ReadonlyMap", "Set", "ReadonlySet"]);

function lineOf(checker: ts.TypeChecker, exported: ts.Symbol): { readonly name: string; readonly line: string } {
  const { name } = exported;
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  if (symbol.flags & ts.SymbolFlags.Class) {
    const members = checker.getDeclaredTypeOfSymbol(symbol).getProperties();
    const own = members.filter(({ declarations }) => declarations?.every(isOpen)).map(memberOf);
    return { name, line: `class { ${own.join(", ")} }` };
  }
  if (symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Variable)) {
    const type = checker.getTypeOfSymbol(symbol);
    // Members of a list are those of every list, and so are those of maps and of plain values.
    const isPlain = (type.flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.StringLike)) !== 0;
    if (checker.isArrayType(type) || checker.isTupleType(type) || isPlain || collections.has(type.symbol.name))
      return { name, line: `const ${checker.typeToString(type)}` };
    const calls = type.getCallSignatures();
    if (calls.length === 0) return { name, line: `const { ${type.getProperties().map(memberOf).join(", ")} }` };
    return { name, line: calls.map((call) => `function ${checker.signatureToString(call)}`).join(" | ") };
  }
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  const isShape = type.flags & ts.TypeFlags.Object && type.getCallSignatures().length === 0;
  // What a scenario can say is in scenarios/scenario.schema.json.
  if (!isShape || checker.isArrayLikeType(type) || name === "Scenario") return { name, line: "type" };
  return { name, line: `type { ${type.getProperties().map(memberOf).join(", ")} }` };
}

/** Neither private by its keyword nor by its name. */
const isOpen = (declaration: ts.Declaration): boolean =>
  !(ts.getCombinedModifierFlags(declaration) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) &&
  !(
    ts.getNameOfDeclaration(declaration) !== undefined && ts.isPrivateIdentifier(ts.getNameOfDeclaration(declaration)!)
  );

const memberOf = (symbol: ts.Symbol): string => `${symbol.name}${symbol.flags & ts.SymbolFlags.Optional ? "?" : ""}`;
