/** Numbers of JSON, exact or not at all. */
import { messages } from "../../calc/messages.js";

const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

export type ReadNumber =
  { readonly value: number; readonly end: number } | { readonly problem: string; readonly end: number };

/**
 * The number that begins at a place of the text; null if none does. A whole number beyond 2^53 − 1 is a problem, because
 * a double may not carry it, and so is a fraction that a double takes for a whole number. Minus zero is zero.
 */
export function readNumber(text: string, at: number): ReadNumber | null {
  literal.lastIndex = at;
  const [written] = literal.exec(text) ?? [];
  if (written === undefined) return null;
  const end = at + written.length;
  const value = Number(written);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return { problem: messages.tooLarge(written), end };
  if (Number.isInteger(value) && isFraction(written)) return { problem: messages.tooFine(written), end };
  return { value: value === 0 ? 0 : value, end };
}

/** Whether the decimal number, taken exactly, has a part after the point. */
function isFraction(written: string): boolean {
  if (!/[.eE]/.test(written)) return false;
  const [mantissa, exponent = "0"] = written.replace(/^-/, "").split(/[eE]/, 2);
  const [whole, decimals = ""] = mantissa.split(".", 2);
  const digits = (whole + decimals).replace(/0+$/, "");
  if (digits.replace(/^0+/, "") === "") return false;
  const dropped = whole.length + decimals.length - digits.length;
  return Number(exponent.replace("+", "")) - decimals.length + dropped < 0;
}
