/**
 * Schemas that the rules share: how numbers and byte strings arrive in JSON. Call `.describe("meaning, unit")` last,
 * after `.optional()` or `.nullable()`, so that the description stays on the field.
 */
import { counted } from "../../../sim/units/readable.js";
import { z } from "zod";

const maxDigits = 80;
const safe = BigInt(Number.MAX_SAFE_INTEGER);

/** What a whole number may be; counters and sizes of the protocol are unsigned 64-bit, products are wider. */
interface WholeRange {
  /** Widest unsigned value in bits, 256 unless given. */
  readonly bits?: number;
  readonly min?: bigint;
}

interface SmallRange {
  readonly min?: number;
  readonly max?: number;
}

const numberOrText = z.union([z.number(), z.string()], {
  error: "expected a whole number, as a JSON number or as a decimal string",
});

/** A whole number ≥ 0 of any size: JSON number up to 2^53, or decimal string; read as `bigint`. */
export function wholeNumber({ bits = 256, min = 0n }: WholeRange = {}) {
  return numberOrText.transform((value, context): bigint => {
    const read = readWhole(value);
    const problem = typeof read === "string" ? read : outside(read, { min, max: (1n << BigInt(bits)) - 1n });
    if (problem === null && typeof read === "bigint") return read;
    context.addIssue({ code: "custom", message: String(problem), input: value });
    return z.NEVER;
  });
}

/** Like `wholeNumber`, and whether it came as text, for a rule whose answer comes in the form of the question. */
export function wholeNumberAsWritten(range: WholeRange = {}) {
  return numberOrText.transform((value, context): { readonly value: bigint; readonly isText: boolean } => {
    const { data, error } = wholeNumber(range).safeParse(value);
    if (data !== undefined) return { value: data, isText: typeof value === "string" };
    for (const { message } of error.issues) context.addIssue({ code: "custom", message, input: value });
    return z.NEVER;
  });
}

/** A whole number that stays exact as a plain number (frames, ranks, rings, counts), 0 to 2^53 − 1 unless given. */
export function smallWhole({ min = 0, max = Number.MAX_SAFE_INTEGER }: SmallRange = {}) {
  return numberOrText.transform((value, context): number => {
    const read = readWhole(value);
    const problem = typeof read === "string" ? read : outside(read, { min: BigInt(min), max: BigInt(max) });
    if (problem === null) return Number(read);
    context.addIssue({ code: "custom", message: problem, input: value });
    return z.NEVER;
  });
}

/** A finite number ≥ `min` that need not be whole (a factor, a duration in milliseconds), also as a decimal string. */
export function realNumber({ min = 0, max = Number.MAX_SAFE_INTEGER }: SmallRange = {}) {
  return numberOrText.transform((value, context): number => {
    const read = typeof value === "number" ? value : /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
    if (read >= min && read <= max) return read;
    context.addIssue({ code: "custom", message: `expected a number from ${min} to ${max}`, input: value });
    return z.NEVER;
  });
}

/** A whole number that may be negative (a difference of times), exact as a plain number. */
export function signedWhole() {
  return numberOrText.transform((value, context): number => {
    const negative = typeof value === "number" ? value < 0 : value.startsWith("-");
    const size = typeof value === "number" ? Math.abs(value) : value.replace(/^-/, "");
    const read = readWhole(size);
    const problem = typeof read === "string" ? read : outside(read, { min: 0n, max: safe });
    if (problem === null) return negative ? 0 - Number(read) : Number(read);
    context.addIssue({ code: "custom", message: problem, input: value });
    return z.NEVER;
  });
}

/** A byte string as lower-case hex, two digits a byte; `minBytes` and `maxBytes` bound its length. */
export function hex({ minBytes = 0, maxBytes = 65_536 }: { minBytes?: number; maxBytes?: number } = {}) {
  return z
    .string({ error: "expected a byte string in lower-case hex" })
    .regex(/^([0-9a-f]{2})*$/, "expected lower-case hex, two digits a byte")
    .refine((text) => text.length >= 2 * minBytes && text.length <= 2 * maxBytes, {
      error: `expected ${counted(minBytes === maxBytes ? minBytes : `${minBytes} to ${maxBytes}`, "byte")} in hex`,
    });
}

/** An unsigned number written in lower-case hex (a hash taken as a number; leading zeros may be missing). */
export function hexNumber({ bits = 256 }: { bits?: number } = {}) {
  return z
    .string({ error: "expected a number in lower-case hex" })
    .regex(/^[0-9a-f]+$/, "expected a number in lower-case hex")
    .refine((text) => text.replace(/^0+/, "").length * 4 <= bits, { error: `expected at most ${counted(bits, "bit")}` })
    .transform((text) => BigInt(`0x${text}`));
}

/** Human-readable lines "field: what is wrong", one for each problem of a refused input. */
export function inputProblems(error: z.ZodError): readonly string[] {
  return error.issues.flatMap((issue) => problemsOf(issue, []));
}

type Issue = z.core.$ZodIssue;

/** Of a choice between forms, the problems of the form that fits best; the choice's own words when none fits better. */
function problemsOf(issue: Issue, above: readonly PropertyKey[]): readonly string[] {
  const path = [...above, ...issue.path];
  const closest = issue.code === "invalid_union" ? closestForm(issue.errors) : null;
  if (closest !== null) return closest.flatMap((inner) => problemsOf(inner, path));
  const field = path.map(String).join(".");
  return [field === "" ? issue.message : `${field}: ${issue.message}`];
}

function closestForm(forms: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const fewest = Math.min(...forms.map((issues) => issues.length));
  const closest = forms.filter((issues) => issues.length === fewest);
  return closest.length === 1 ? closest[0] : null;
}

/** The value, or what is wrong with it. */
function readWhole(value: number | string): bigint | string {
  if (typeof value === "string") {
    if (!/^\d+$/.test(value))
      return `expected a whole number ≥ 0 in decimal digits, read "${value.slice(0, maxDigits)}"`;
    return value.length > maxDigits ? `too large: more than ${maxDigits} digits` : BigInt(value);
  }
  if (!Number.isInteger(value)) return `expected a whole number, read ${value}`;
  if (value < 0) return `expected a whole number ≥ 0, read ${value}`;
  if (!Number.isSafeInteger(value)) return `too large for an exact JSON number (2^53): write it as a decimal string`;
  return BigInt(value);
}

function outside(value: bigint, { min, max }: { min: bigint; max: bigint }): string | null {
  if (value < min) return `expected at least ${min}, read ${value}`;
  return value > max ? `expected at most ${max}, read ${value}` : null;
}
