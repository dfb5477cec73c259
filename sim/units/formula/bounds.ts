/** What a formula can come to, from what its names can be: finds what is wrong for all of it, before anything runs. */
import { conditional, type FormulaFunction, formulaFunctions, type Interval, powerBounds } from "./functions.js";
import { formulaMessages as messages } from "./messages.js";
import { type Comparison, fault, type Node, type Operator } from "./node.js";

/**
 * Bounds of a formula's value. Throws a `FormulaFault` where a part of it has no value whatever the names are; what
 * has none for some of them only is found when it happens.
 */
export function boundsOf(node: Node, names: ReadonlyMap<string, Interval>): Interval {
  const found = rawBounds(node, names);
  if (Number.isNaN(found[0]) || Number.isNaN(found[1])) throw fault(node, messages.noReal(nameOf(node)));
  if (found[0] === Number.POSITIVE_INFINITY || found[1] === Number.NEGATIVE_INFINITY)
    throw fault(node, messages.overflow());
  return found;
}

const nameOf = (node: Node): string => (node.kind === "call" ? node.name : "the formula");

function rawBounds(node: Node, names: ReadonlyMap<string, Interval>): Interval {
  if (node.kind === "number") return [node.value, node.value];
  if (node.kind === "name") return names.get(node.name) as Interval;
  if (node.kind === "minus") {
    const [low, high] = boundsOf(node.operand, names);
    return [-high, -low];
  }
  if (node.kind === "call") return callBounds(node, names);
  const [left, right] = [boundsOf(node.left, names), boundsOf(node.right, names)];
  if (node.operator === "/" && right[0] === 0 && right[1] === 0) throw fault(node.right, messages.dividesByZero());
  return binaryBounds[node.operator as Exclude<Operator, Comparison>](left, right);
}

function callBounds(node: Extract<Node, { kind: "call" }>, names: ReadonlyMap<string, Interval>): Interval {
  if (node.name === conditional.name) return conditionalBounds(node.parts, names);
  const { bounds } = formulaFunctions.find(({ name }) => name === node.name) as FormulaFunction;
  return bounds(...node.parts.map((part) => boundsOf(part, names)));
}

/** Of both branches, or of the one that is always taken. */
function conditionalBounds([condition, then, otherwise]: readonly Node[], names: ReadonlyMap<string, Interval>): Interval {
  const { operator, left, right } = condition as Extract<Node, { kind: "binary" }>;
  const holds = compareBounds(operator as Comparison, boundsOf(left, names), boundsOf(right, names));
  if (holds !== null) return boundsOf(holds ? then : otherwise, names);
  // A branch that has no value is not refused, since it may never be taken.
  const both = [then, otherwise].map((branch) => rawOrAny(branch, names));
  return [Math.min(both[0][0], both[1][0]), Math.max(both[0][1], both[1][1])];
} // prettier-ignore

function rawOrAny(node: Node, names: ReadonlyMap<string, Interval>): Interval {
  try {
    return boundsOf(node, names);
  } catch {
    return anything;
  }
}

/** Whether it holds for all values, for none, or null: for some. */
function compareBounds(operator: Comparison, left: Interval, right: Interval): boolean | null {
  if (operator === ">") return compareBounds("<", right, left);
  if (operator === ">=") return compareBounds("<=", right, left);
  if (operator === "<") return left[1] < right[0] ? true : left[0] >= right[1] ? false : null;
  if (operator === "<=") return left[1] <= right[0] ? true : left[0] > right[1] ? false : null;
  const isSame = left[0] === left[1] && right[0] === right[1] && left[0] === right[0];
  const isApart = left[1] < right[0] || right[1] < left[0];
  const isEqual = isSame ? true : isApart ? false : null;
  return isEqual === null ? null : operator === "=" ? isEqual : !isEqual;
}

const anything: Interval = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

const binaryBounds: Readonly<Record<Exclude<Operator, Comparison>, (left: Interval, right: Interval) => Interval>> = {
  "+": (left, right) => orAnything([left[0] + right[0], left[1] + right[1]]),
  "-": (left, right) => orAnything([left[0] - right[1], left[1] - right[0]]),
  "*": (left, right) => hull(left.flatMap((a) => right.map((b) => (a === 0 || b === 0 ? 0 : a * b)))),
  "/": (left, right) => {
    if (right[0] <= 0 && right[1] >= 0) return anything;
    return orAnything(hull(left.flatMap((a) => right.map((b) => a / b))));
  },
  "^": powerBounds,
};

const hull = (values: readonly number[]): Interval => [
  values.reduce((a, b) => Math.min(a, b)),
  values.reduce((a, b) => Math.max(a, b)),
];
/** What is not known because both were without bound. */
const orAnything = (found: Interval): Interval => (found.some((value) => Number.isNaN(value)) ? anything : found);
