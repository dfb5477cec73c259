/** Quantities in the fields of rules: `1 TB` where a field counts bytes, `10 s` where it counts milliseconds. */
import { bitRate, byteCount, type Dimension, duration, frameCount, share } from "../../sim/units/dimensions.js";
import { parseQuantity } from "../../sim/units/quantity.js";
import type { AnyRule, Json } from "../protocol/ground/rule.js";
import { tokenAmount } from "../protocol/ground/token.js";
import { type Field, formsOf } from "./fields.js";

/** What a field counts in: a dimension, of whose base unit the field's is `10^places / times`. */
interface FieldUnit {
  readonly dimension: Dimension<number | bigint>;
  readonly times: bigint;
  readonly places: number;
  /** How a quantity of it is written. */
  readonly example: string;
}

const field = (dimension: Dimension<number | bigint>, example: string, times = 1n, places = 0): FieldUnit => ({
  dimension,
  times,
  places,
  example,
});

/** By the unit that the description of a field ends with, which a remark may follow. */
const unitByText: readonly (readonly [RegExp, FieldUnit])[] = [
  [/^bytes\b/, field(byteCount, "1 TB")],
  [/^(?:ms|milliseconds)(?:;.*)?$/, field(duration, "10 s", 1n, 3)],
  [/^seconds\b/, field(duration, "10 s", 1n, 6)],
  [/^microseconds\b/, field(duration, "10 s")],
  [/^units(?:;.*)?$/, field(tokenAmount, "1.5 QUIL")],
  // A QUIL has 8 billion units: 125 of 10^12 parts each.
  [/^QUIL\b/, field(tokenAmount, "1.5 QUIL", 125n, 12)],
  [/^bits a second\b/, field(bitRate, "10 Mbit/s")],
  [/^frames(?:;.*)?$/, field(frameCount, "360 frames")],
];

/** A share has no unit in words: it goes from 0 to 1. */
const ofShare = field(share, "99.5 %");

/** The unit of a field that is a number; undefined if it has none. */
function unitOf({ about, type }: Field): FieldUnit | undefined {
  if (!/\bnumbers?\b/.test(type)) return undefined;
  if (/^share\b.*, 0 to 1$/.test(about)) return ofShare;
  const last = about.slice(about.lastIndexOf(", ") + 2);
  return unitByText.find(([pattern]) => pattern.test(last))?.[1];
}

/** How a quantity of a field may be written instead of a number, for help: `1 TB`; undefined where none may. */
export const quantityExample = (of: Field): string | undefined => unitOf(of)?.example;

/** A number, and something behind it that is neither a digit nor part of one. */
const hasUnit = /^\s*\d[\d.]*\s*[a-zµ%/]/iu;
const isQuantity = (value: Json | undefined): boolean => {
  if (typeof value === "string") return value.length < 100 && hasUnit.test(value);
  if (typeof value !== "object" || value === null) return false;
  return (Array.isArray(value) ? value : Object.values(value)).some(isQuantity);
};

export interface WithoutUnits {
  readonly input: Json;
  /** What is wrong with quantities, each with the path of its field. */
  readonly problems: readonly string[];
}

const formsOfRule = new WeakMap<AnyRule, readonly (readonly Field[])[]>();

/** The input of a rule with quantities as the numbers that its fields count in. */
export function withoutUnits(rule: AnyRule, input: Json): WithoutUnits {
  if (!isQuantity(input)) return { input, problems: [] };
  const known = formsOfRule.get(rule);
  const forms = known ?? formsOf(rule);
  if (known === undefined) formsOfRule.set(rule, forms);
  const problems: string[] = [];
  return { input: converted(input, forms, "", problems), problems };
}

type Path = string;

function converted(input: Json, forms: readonly (readonly Field[])[], path: Path, problems: string[]): Json {
  if (Array.isArray(input))
    return (input as readonly Json[]).map((item, k) => converted(item, forms, `${path}[${k}]`, problems));
  if (typeof input !== "object" || input === null) return input;
  const entries = Object.entries(input as Readonly<Record<string, Json>>).map(([name, value]): [string, Json] => {
    const at = path === "" ? name : `${path}.${name}`;
    const fields = forms.flatMap((form) => form.filter((one) => one.name === name));
    const unit = fields.map(unitOf).find((one) => one !== undefined);
    if (unit !== undefined) return [name, numberOf(value, unit, at, problems)];
    const inside = fields.flatMap((one) => one.inside);
    return [name, inside.length === 0 ? value : converted(value, inside, at, problems)];
  });
  return Object.fromEntries(entries);
}

/** A quantity, or each of a list, in the unit of the field; numbers stay. */
function numberOf(value: Json, unit: FieldUnit, path: Path, problems: string[]): Json {
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item, k) => numberOf(item, unit, `${path}[${k}]`, problems));
  if (typeof value !== "string" || !isQuantity(value)) return value;
  const read = parseQuantity(unit.dimension, value);
  if (!read.ok) {
    problems.push(`${path}: ${read.message}`);
    return value;
  }
  if (unit.dimension.form === "real") return Number(read.value);
  return decimalText(BigInt(read.value) * unit.times, unit.places);
}

/** A whole number of parts of ten as a decimal number, without zeros at its end. */
function decimalText(parts: bigint, places: number): string {
  const digits = parts.toString().padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, "");
  return fraction === "" ? whole : `${whole}.${fraction}`;
}
