/** Conditions that a design point must meet: comparisons between fields and values. */
import type { Problem } from "../error.js";
import { parsePath, type Step } from "../path.js";
import { type AnySchema, unknownStep } from "../schema-walk.js";
import type { Plain } from "../tree.js";
import { compare, isSameKind, kindOf, type Magnitude, readMagnitude } from "./magnitude.js";
import { messages } from "./messages.js";

type Operator = "<" | "<=" | ">" | ">=" | "=" | "!=";
type Operand = { readonly path: string; readonly steps: readonly Step[] } | Value;
type Value = Magnitude | string;

export interface Condition {
  readonly left: Operand;
  readonly operator: Operator;
  readonly right: Operand;
}

const comparison = /^\s*(\S.*?)\s*(<=|>=|!=|==|<|>|=)\s*(\S.*?)\s*$/u;

/** The condition, or what is wrong with its text. */
export function parseCondition(text: string, schema: AnySchema): Condition | Problem {
  const parts = comparison.exec(text);
  if (parts === null) return messages.notACondition(text);
  const [, leftText, sign, rightText] = parts;
  const operator = (sign === "==" ? "=" : sign) as Operator;
  const left = operandOf(leftText, schema);
  const right = operandOf(rightText, schema);
  for (const operand of [left, right]) {
    if (typeof operand !== "string") continue;
    const unknown = unknownStep(schema, parsePath(operand) ?? []);
    // Words are equal or not; where order matters, or a path begins rightly, a field was meant.
    const isWord = (operator === "=" || operator === "!=") && !(unknown !== undefined && unknown.at > 0);
    if (!isWord)
      return unknown === undefined ? messages.notACondition(text) : messages.unknownPath(unknown.word, unknown.known);
  }
  if (!isField(left) && !isField(right)) return messages.noField(text);
  return { left, operator, right };
}

/** A number or quantity first, then a path into the scenario; what is neither is a word. */
function operandOf(text: string, schema: AnySchema): Operand {
  const magnitude = readMagnitude(text);
  if (magnitude !== undefined) return magnitude;
  const steps = parsePath(text);
  return steps === undefined || unknownStep(schema, steps) !== undefined ? text : { path: text, steps };
}

const isField = (operand: Operand): operand is Exclude<Operand, Value> =>
  typeof operand === "object" && "steps" in operand;

/** Whether a scenario meets the condition, or why that cannot be said. */
export function holds({ left, operator, right }: Condition, scenario: Plain): boolean | Problem {
  const a = valueOf(left, scenario);
  const b = valueOf(right, scenario);
  if (typeof a === "object" && "problem" in a) return a;
  if (typeof b === "object" && "problem" in b) return b;
  if (typeof a === "string" || typeof b === "string") {
    if (typeof a !== typeof b || (operator !== "=" && operator !== "!="))
      return messages.notComparable(wordsFor(a), wordsFor(b));
    return (a === b) === (operator === "=");
  }
  if (!isSameKind(a, b)) return messages.notComparable(kindOf(a), kindOf(b));
  const order = compare(a, b);
  switch (operator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    default:
      return (order === 0) === (operator === "=");
  }
}

const wordsFor = (value: Value): string => (typeof value === "string" ? `"${value}"` : kindOf(value));

function valueOf(operand: Operand, scenario: Plain): Value | Problem {
  if (!isField(operand)) return operand;
  let value: Plain | undefined = scenario;
  for (const step of operand.steps) value = childOf(value, step);
  if (value === undefined || value === null) return messages.noValue(operand.path);
  if (typeof value === "object") return messages.notComparable(operand.path, "anything: it is a list or a map");
  return readMagnitude(value) ?? String(value);
}

function childOf(value: Plain | undefined, step: Step): Plain | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) return typeof step === "number" ? value[step] : undefined;
  return Object.hasOwn(value, step) ? value[String(step)] : undefined;
}
