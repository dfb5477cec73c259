/** Units of a formula: what is added and compared is of a kind, and powers and logarithms are of plain numbers. */
import { conditional, type FormulaFunction, formulaFunctions, isSameDims } from "./functions.js";
import type { FormulaLanguage } from "./language.js";
import { formulaMessages as messages } from "./messages.js";
import { type Comparison, type Dims, fault, type Node } from "./node.js";

const comparisons: readonly Comparison[] = ["<", "<=", ">", ">=", "=", "!="];
const isComparison = (operator: string): operator is Comparison =>
  (comparisons as readonly string[]).includes(operator);

type Binary = Extract<Node, { kind: "binary" }>;
type Call = Extract<Node, { kind: "call" }>;

export class UnitCheck {
  constructor(
    readonly language: FormulaLanguage,
    readonly names: ReadonlyMap<string, Dims>,
  ) {}

  /** The units of what a formula gives. Throws a `FormulaFault`. */
  of(node: Node): Dims {
    if (node.kind === "number") return node.dims;
    if (node.kind === "minus") return this.of(node.operand);
    if (node.kind === "call") return this.#called(node);
    if (node.kind === "binary") return this.#binary(node);
    // Words that name nothing were found before.
    return this.names.get(node.name) as Dims;
  }

  #binary(node: Binary): Dims {
    const { operator, left, right } = node;
    if (isComparison(operator)) throw fault(node, messages.comparisonOutside());
    const [one, other] = [this.of(left), this.of(right)];
    if (operator === "*") return one.map((exponent, k) => exponent + other[k]);
    if (operator === "/") return one.map((exponent, k) => exponent - other[k]);
    if (operator === "^") return this.#power(node, one, other);
    return this.#alike(node, operator, [one, other]);
  }

  #power({ right }: Binary, base: Dims, exponent: Dims): Dims {
    this.#needNumber(right, "a power", exponent);
    if (isSameDims(base, this.language.number)) return base;
    const by = constantOf(right);
    if (by === null) throw fault(right, messages.needsConstant());
    return base.map((one) => one * by);
  }

  #called(node: Call): Dims {
    if (node.name === conditional.name) return this.#conditional(node);
    const { units } = formulaFunctions.find(({ name }) => name === node.name) as FormulaFunction;
    const parts = node.parts.map((part) => this.of(part));
    if (units === "root") return parts[0].map((exponent) => exponent / 2);
    if (units === "number")
      parts.forEach((dims, k) => this.#needNumber(node.parts[k], `what ${node.name} is taken of`, dims));
    return this.#alike(node, node.name, parts);
  }

  #conditional(node: Call): Dims {
    const [condition, then, otherwise] = node.parts;
    if (condition.kind !== "binary" || !isComparison(condition.operator))
      throw fault(condition, messages.needsComparison());
    this.#alike(condition, condition.operator, [this.of(condition.left), this.of(condition.right)]);
    return this.#alike(node, "if", [this.of(then), this.of(otherwise)]);
  }

  #alike(node: Node, operator: string, all: readonly Dims[]): Dims {
    const unlike = all.find((dims) => !isSameDims(dims, all[0]));
    if (unlike === undefined) return all[0];
    throw fault(node, messages.unlike(operator, this.language.nameOf(all[0]), this.language.nameOf(unlike)));
  }

  #needNumber(node: Node, where: string, dims: Dims): void {
    if (!isSameDims(dims, this.language.number))
      throw fault(node, messages.needsNumber(where, this.language.nameOf(dims)));
  }
}

/** A plain constant: a number, its sign, or one number over another. */
function constantOf(node: Node): number | null {
  if (node.kind === "number") return node.value;
  if (node.kind === "minus") return negated(constantOf(node.operand));
  if (node.kind !== "binary" || node.operator !== "/") return null;
  const [over, under] = [constantOf(node.left), constantOf(node.right)];
  return over === null || under === null || under === 0 ? null : over / under;
}

const negated = (value: number | null): number | null => (value === null ? null : -value);
