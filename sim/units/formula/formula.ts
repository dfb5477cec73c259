/**
 * Formulas that people write into scenarios: arithmetic with units, functions, one conditional. No code, no loops; the
 * same value to the last bit in every engine.
 */
import { boundsOf } from "./bounds.js";
import { valueOf } from "./evaluate.js";
import { type Interval, isSameDims } from "./functions.js";
import type { FormulaLanguage } from "./language.js";
import { formulaMessages as messages } from "./messages.js";
import { type Dims, fault, FormulaFault, type FormulaProblem, type Node } from "./node.js";
import { parseTree } from "./parse.js";
import { UnitCheck } from "./units-of.js";

/** What a name stands for: its units, and what it can be. */
export interface FormulaName {
  readonly dims: Dims;
  readonly range: Interval;
}

export interface FormulaTask {
  readonly language: FormulaLanguage;
  readonly names: ReadonlyMap<string, FormulaName>;
  /** Units of the result, its largest value in the base unit, and that in words. The smallest is 0. */
  readonly result: { readonly dims: Dims; readonly max: number; readonly maxText: string };
}

export type ParsedFormula =
  | { readonly ok: true; readonly formula: Formula }
  | {
      readonly ok: false;
      readonly problem: FormulaProblem;
      /** Further words of it that name nothing. */
      readonly more?: readonly FormulaProblem[];
    };

export type FormulaValue =
  { readonly ok: true; readonly value: number } | { readonly ok: false; readonly problem: FormulaProblem };

/** Reads a formula, checks its units, and what it can come to: what is wrong whatever its names are is found here. Never throws. */
export function parseFormula(text: string, task: FormulaTask): ParsedFormula {
  return refusing((): ParsedFormula => {
    const tree = parseTree(text, task.language);
    const [unknown, ...more] = unknownNames(tree, [...task.names.keys()]);
    if (unknown !== undefined) return { ok: false, problem: unknown, more };
    const dims = new UnitCheck(task.language, new Map([...task.names].map(([name, one]) => [name, one.dims]))).of(tree);
    const { result, language } = task;
    if (!isSameDims(dims, result.dims))
      throw fault(tree, messages.otherKind(language.nameOf(dims), language.nameOf(result.dims)));
    const [low, high] = boundsOf(tree, new Map([...task.names].map(([name, { range }]) => [name, range])));
    if (high < 0) throw fault(tree, messages.negative());
    if (low > result.max) throw fault(tree, messages.tooLarge(result.maxText));
    return { ok: true, formula: new Formula(tree, task) };
  });
} // prettier-ignore

export class Formula {
  /** Names that the formula speaks of. */
  readonly names: ReadonlySet<string>;

  constructor(
    readonly tree: Node,
    readonly task: FormulaTask,
  ) {
    this.names = new Set(namesIn(tree).map(({ name }) => name));
  }

  /** The value in base units, or which part of the formula has none and why. Never throws. */
  value(values: ReadonlyMap<string, number>): FormulaValue {
    const { max, maxText } = this.task.result;
    return refusing(() => {
      const value = valueOf(this.tree, values);
      if (value < 0) throw fault(this.tree, messages.negative());
      if (value > max) throw fault(this.tree, messages.tooLarge(maxText));
      return { ok: true, value };
    });
  }
}

function refusing<Found>(look: () => Found): Found | { readonly ok: false; readonly problem: FormulaProblem } {
  try {
    return look();
  } catch (error) {
    if (error instanceof FormulaFault) return { ok: false, problem: error.problem };
    throw error;
  }
}

function namesIn(node: Node): readonly NamedNode[] {
  if (node.kind === "name") return [node];
  if (node.kind === "minus") return namesIn(node.operand);
  if (node.kind === "binary") return [...namesIn(node.left), ...namesIn(node.right)];
  return node.kind === "call" ? node.parts.flatMap(namesIn) : [];
}

type NamedNode = Extract<Node, { readonly kind: "name" }>;

/** Words that name nothing, each where it stands first. */
function unknownNames(tree: Node, known: readonly string[]): readonly FormulaProblem[] {
  const found = namesIn(tree).filter(({ name }) => !known.includes(name));
  return found
    .filter((node, k) => found.findIndex(({ name }) => name === node.name) === k)
    .map((node) => fault(node, messages.noName(node.name, known), { word: node.name, known }).problem);
}
