/** The bounds of conditions, with the unit of their metric: `10`, `10 jobs`, `5 %`, `2 GB`, `3 h`. */
import * as dimensions from "../../units/dimensions.js";
import { parseQuantity } from "../../units/quantity.js";
import { figureMessages as messages } from "./messages.js";
import type { MetricInfo } from "./metric-info.js";

export type ParsedLimit =
  { readonly ok: true; readonly value: number | bigint } | { readonly ok: false; readonly message: string };

/** What a metric of durations counts in, microseconds. */
const durationUnits: { readonly [unit: string]: number } = { hours: 3.6e9, days: 8.64e10, s: 1e6 };

/** `1e-3` and `1/3`, which say a number otherwise than in decimal places, and what stands behind it. */
const otherNumber = /^(-?\d{1,15}(?:\.\d{1,15})?)(?:e([+-]?\d{1,3})|\s*\/\s*(\d{1,15}(?:\.\d{1,15})?))\s*(.*)$/;

/** Of a rate of growth percents are what people say: `5 %`, `5 %/y`, `5 % a year`. */
const sharesAYear = "share a year";
const percentAYear = /^%(?:\/y| a year)?$/;

/** `1.6 bn`, as people say large amounts. */
const billions = /^(-?\d{1,12})(?:\.(\d{1,9}))?\s*bn\b/;

/** A number alone is in the metric's unit, as one with the unit behind it. */
export function parseLimit(written: string, metric: MetricInfo): ParsedLimit {
  const text = written.replace(billions, (_all, whole: string, part = "") => `${whole}${String(part).padEnd(9, "0")}`);
  const [, first, exponent, divisor, symbol] = otherNumber.exec(text) ?? [];
  if (first === undefined) return parseDecimal(text, metric);
  const number = divisor === undefined ? Number(`${first}e${exponent}`) : Number(first) / Number(divisor);
  if (!Number.isFinite(number)) return refuse(messages.noNumber(text));
  const one = parseDecimal(`1 ${symbol}`.trimEnd(), metric);
  if (!one.ok) return refuse(messages.otherUnit(text, metric.unit));
  return inRange(number * Number(one.value), text, metric.kind);
}

function parseDecimal(text: string, { unit, kind, dimension }: MetricInfo): ParsedLimit {
  const [, digits, symbol] = /^(-?\d{1,30}(?:\.\d{1,15})?)\s*(.*)$/.exec(text) ?? [];
  if (digits === undefined) return refuse(messages.noNumber(text));
  if (symbol === "" || symbol === unit || `${symbol}s` === unit) return inRange(valueOf(digits), text, kind);
  if (unit === sharesAYear && percentAYear.test(symbol)) return inRange(Number(digits) / 100, text, kind);
  const found = dimension ?? (kind === "share" ? dimensions.share : kind === "duration" ? dimensions.duration : null);
  if (found === null) return refuse(messages.otherUnit(text, unit));
  const parsed = parseQuantity<number | bigint>(found, text);
  if (!parsed.ok) return refuse(parsed.message);
  const divisor = dimension === undefined && kind === "duration" ? (durationUnits[unit] ?? 1) : 1;
  return { ok: true, value: divisor === 1 ? parsed.value : Number(parsed.value) / divisor };
}

const refuse = (message: string): ParsedLimit => ({ ok: false, message });

/** Whole numbers beyond what a double holds are kept to the digit. */
const valueOf = (digits: string): number | bigint => {
  const value = Number(digits);
  return !digits.includes(".") && !Number.isSafeInteger(value) ? BigInt(digits) : value;
};

function inRange(value: number | bigint, text: string, kind: MetricInfo["kind"]): ParsedLimit {
  if (kind !== undefined && kind !== "balance" && value < 0) return refuse(messages.outside(text, "not below 0"));
  if (kind === "share" && value > 1) return refuse(messages.outside(text, "from 0 to 1, or from 0 % to 100 %"));
  return { ok: true, value };
}
