/** The value of a formula: a fixed sequence of exact operations and portable functions. */
import { conditional, type FormulaFunction, formulaFunctions, power } from "./functions.js";
import { formulaMessages as messages } from "./messages.js";
import { type Comparison, fault, type Node, type Operator } from "./node.js";

/** In base units. Throws a `FormulaFault` at the part that has no value, or none that a number can be. */
export function valueOf(node: Node, names: ReadonlyMap<string, number>): number {
  const value = rawValue(node, names);
  if (Number.isNaN(value)) throw fault(node, messages.noReal(node.kind === "call" ? node.name : "the power"));
  if (!Number.isFinite(value)) throw fault(node, messages.overflow());
  return value;
}

function rawValue(node: Node, names: ReadonlyMap<string, number>): number {
  if (node.kind === "number") return node.value;
  if (node.kind === "name") return names.get(node.name) as number;
  if (node.kind === "minus") return -valueOf(node.operand, names);
  if (node.kind === "call") {
    if (node.name === conditional.name) {
      const [condition, then, otherwise] = node.parts;
      return valueOf(holds(condition, names) ? then : otherwise, names);
    }
    const { of } = formulaFunctions.find(({ name }) => name === node.name) as FormulaFunction;
    return of(...node.parts.map((part) => valueOf(part, names)));
  }
  const [left, right] = [valueOf(node.left, names), valueOf(node.right, names)];
  if (node.operator === "/" && right === 0) throw fault(node.right, messages.dividesByZero());
  return operations[node.operator as Exclude<Operator, Comparison>](left, right);
}

function holds(condition: Node, names: ReadonlyMap<string, number>): boolean {
  const { operator, left, right } = condition as Extract<Node, { kind: "binary" }>;
  return comparing[operator as Comparison](valueOf(left, names), valueOf(right, names));
}

type Calculation = (left: number, right: number) => number;

const operations: Readonly<Record<Exclude<Operator, Comparison>, Calculation>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "^": power,
};

const comparing: Readonly<Record<Comparison, (left: number, right: number) => boolean>> = {
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
  "=": (left, right) => left === right,
  "!=": (left, right) => left !== right,
};
