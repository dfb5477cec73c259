/** Conditions that a design point must meet: comparisons between fields and values. */
import { elsewhere } from "../elsewhere.js";
import type { Problem } from "../error.js";
import { parsePath, type Step } from "../path.js";
import { type AnySchema, schemasAt, unknownStep } from "../schema-walk.js";
import { respellPath, respellWord } from "../spelling.js";
import { shorten } from "../shorten.js";
import type { Plain } from "../tree.js";
import type { AxisContext } from "./axes.js";
import { compare, isSameKind, kindOf, type Magnitude, readMagnitude } from "./magnitude.js";
import { messages } from "./messages.js";

type Operator = "<" | "<=" | ">" | ">=" | "=" | "!=";
type Field = { readonly path: string; readonly steps: readonly Step[] };
export type Operand = Field | Value;
/** A number or quantity, or a word. */
export type Value = Magnitude | string;

export interface Condition {
  readonly left: Operand;
  readonly operator: Operator;
  readonly right: Operand;
}

/** Longest text of a condition: two paths and a sign. */
const longestCondition = 1000;
/** Signs, apart from those inside the quotes of a key. */
const quotedOrSign = /"(?:[^"\\]|\\.)*"|<=|>=|!=|==|<|>|=/gu;

/** The condition, or what is wrong with its text. */
export function parseCondition(text: string, context: AxisContext): Condition | Problem {
  const { schema, scenario } = context;
  const found = text.length > longestCondition ? undefined : firstSign(text);
  if (found === undefined) return messages.notACondition(shorten(text));
  const { sign, at } = found;
  const leftText = text.slice(0, at).trim();
  const rightText = text.slice(at + sign.length).trim();
  if (leftText === "" || rightText === "") return messages.notACondition(shorten(text));
  const operator = (sign === "==" ? "=" : sign) as Operator;
  const left = operandOf(leftText, context);
  const right = operandOf(rightText, context);
  for (const operand of [left, right]) {
    if (typeof operand !== "string") continue;
    const unknown = unknownStep(schema, respellPath(schema, parsePath(operand) ?? [], scenario));
    // Words are equal or not; where order matters, or a path begins rightly, a field was meant.
    const isWord = (operator === "=" || operator === "!=") && !(unknown !== undefined && unknown.at > 0);
    if (!isWord)
      return unknown === undefined
        ? messages.notACondition(shorten(text))
        : messages.unknownPath(
            unknown.word,
            unknown.known,
            unknown.at === 0 ? elsewhere(schema, parsePath(operand) ?? []) : undefined,
          );
  }
  if (!isField(left) && !isField(right)) return messages.noField(shorten(text));
  return { left: inWordsOf(right, left, schema), operator, right: inWordsOf(left, right, schema) };
}

/** A word in the spelling of the field that it is compared with. */
function inWordsOf(field: Operand, operand: Operand, schema: AnySchema): Operand {
  const isWord = typeof operand === "string" && isField(field);
  return isWord ? respellWord(schemasAt(schema, field.steps), operand) : operand;
}

function firstSign(text: string): { readonly sign: string; readonly at: number } | undefined {
  for (const { 0: sign, index: at } of text.matchAll(quotedOrSign)) if (!sign.startsWith('"')) return { sign, at };
  return undefined;
}

/** A number or quantity first, then a path into the scenario; what is neither is a word. */
function operandOf(text: string, { schema, scenario }: AxisContext): Operand {
  const magnitude = readMagnitude(text);
  if (magnitude !== undefined) return magnitude;
  const written = parsePath(text);
  if (written === undefined) return text;
  const steps = respellPath(schema, written, scenario);
  return unknownStep(schema, steps) === undefined ? { path: text, steps } : text;
}

export const isField = (operand: Operand): operand is Field => typeof operand === "object" && "steps" in operand;

/** Whether two values compare as the condition says, or why that cannot be said. */
export function holds(operator: Operator, a: Value | Problem, b: Value | Problem): boolean | Problem {
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

/** What a condition compares where a path leads, from `steps` on, or why nothing can be compared there. */
export function valueAt(path: string, steps: readonly Step[], above: Plain): Value | Problem {
  let value: Plain | undefined = above;
  for (const step of steps) value = childOf(value, step);
  if (value === undefined || value === null) return messages.noValue(path);
  if (typeof value === "object") return messages.notAValue(path);
  return readMagnitude(value) ?? String(value);
}

function childOf(value: Plain | undefined, step: Step): Plain | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) return typeof step === "number" ? value[step] : undefined;
  return Object.hasOwn(value, step) ? value[String(step)] : undefined;
}
