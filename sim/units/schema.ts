/**
 * Types of scenario fields that hold a quantity. Each accepts the written text only (`"50 ms"`), gives the number in
 * base units, refuses with the parser's own message, and becomes a string with pattern and examples in JSON Schema.
 * Add `.describe()` or `.prefault("1 h")` at the field; `.default()` would give base units.
 */
import { z } from "zod";
import { isFormula } from "./visible-text.js";
import * as dimensions from "./dimensions.js";
import type { Dimension } from "./dimensions.js";
import { parseQuantity } from "./quantity.js";
import type { SimTimeUs } from "./quantity-types.js";

/** The pattern of JSON Schema that texts of this dimension match; the parser is stricter about size and wholeness. */
export function patternOf({ units }: Dimension<number | bigint>): string {
  const symbols = units.map((unit) => unit.symbol.replaceAll("/", "\\/"));
  return `^\\d+(\\.\\d+)?\\s*(${symbols.join("|")})$`;
}

/** Those of `dimensions.ts`, and any that a model makes a field of. A symbol belongs to one of them only. */
const known = new Set<Dimension<number | bigint>>(Object.values(dimensions));

export const knownDimensions = (): Iterable<Dimension<number | bigint>> => known;

/** By the schema of the text, which every field of the kind holds inside. */
const dimensionBySchema = new WeakMap<z.core.$ZodType, Dimension<number | bigint>>();

/** The kind of quantity that a text of this schema is, if it is one. */
export const dimensionOf = (schema: z.core.$ZodType): Dimension<number | bigint> | undefined =>
  dimensionBySchema.get(schema);

/** A field of this dimension, for those that a model has beside the ones below. */
export function quantityField<Value extends number | bigint>(dimension: Dimension<Value>): z.ZodType<Value, string> {
  known.add(dimension);
  const about = `${dimension.what}, for example ${dimension.examples.join(", ")}`;
  const text = z
    .string({ error: (issue) => messageFor(dimension, issue.input) })
    .meta({ pattern: patternOf(dimension), examples: [...dimension.examples], description: about });
  dimensionBySchema.set(text, dimension);
  return text.transform((written, context) => {
    const parsed = parseQuantity(dimension, written);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: "custom", message: parsed.message, input: written });
    return z.NEVER;
  });
}

/** A field that is missing keeps zod's words; a bare number gets the parser's. */
function messageFor(dimension: Dimension<number | bigint>, input: unknown): string | undefined {
  if (input === undefined) return undefined;
  const parsed = parseQuantity(dimension, input);
  return parsed.ok ? undefined : parsed.message;
}

/**
 * A name in tables, pictures and lines of a terminal, which all of them show as it is: two of them that look alike are one, and no spreadsheet takes it for a
 * formula.
 */
export const nameText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => !/[\t\n\r]/.test(text), "write it on one line, without tabs")
    .refine((text) => !/^ | $| {2}/.test(text), "write it without blanks at its ends, and one blank between words")
    .refine((text) => !isFormula(text), "spreadsheets take what begins so for a formula; begin with another character");

/** Microseconds, from `50 ms`. */
export const duration = () => quantityField(dimensions.duration);
/** A moment in microseconds, from the time since the start of the run: `30 d`. */
export const moment = (): z.ZodType<SimTimeUs, string> => quantityField<number>(dimensions.duration);
/** Frames, from `360 frames`. */
export const frameCount = () => quantityField(dimensions.frameCount);
/** Bytes, from `19 kB` or `2 MiB`. */
export const byteCount = () => quantityField(dimensions.byteCount);
/** Bits a second, from `10 Mbit/s`. */
export const bitRate = () => quantityField(dimensions.bitRate);
/** A fraction from 0 to 1, from `99.5 %`. */
export const share = () => quantityField(dimensions.share);
/** Events a second, from `40/d`. */
export const perTime = () => quantityField(dimensions.perTime);
/** Dollars, from `120 USD`. */
export const dollars = () => quantityField(dimensions.dollars);
/** Dollars an hour, from `5 USD/month`. */
export const dollarRate = () => quantityField(dimensions.dollarRate);
/** Dollars a kilowatt-hour, from `0.25 USD/kWh`. */
export const energyPrice = () => quantityField(dimensions.energyPrice);
/** Watts, from `120 W`. */
export const power = () => quantityField(dimensions.power);
/** Share a month of 30 days, from `1.2 %/month`. */
export const growth = () => quantityField(dimensions.growth);
