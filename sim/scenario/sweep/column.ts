/** A swept field as a column of a table. */
import { quantityColumn } from "../../units/column-unit.js";
import type { Dimension } from "../../units/dimensions.js";
import { dimensionOf } from "../../units/schema.js";
import { type AnySchema, schemasAt } from "../schema-walk.js";
import { type Plain, plainOf } from "../tree.js";
import { readMagnitude } from "./magnitude.js";
import type { Axis } from "./axes.js";

export interface ParameterColumn {
  /** The field's path; of a quantity with its unit, as in `operators[1].outage_h`. */
  readonly name: string;
  /** One a point. */
  readonly values: readonly (number | bigint | string)[];
}

/**
 * Quantities become numbers in one unit, the same at all points: that in which the sweep writes the first of them,
 * wherever it is exact. Words and plain numbers stay, a list or a map is JSON, and what a point leaves out is empty.
 */
export function parameterColumn(
  schema: AnySchema,
  { path, steps, values: swept, written }: Axis,
  values: readonly Plain[],
): ParameterColumn {
  // Of all values of the axis, so that a condition that drops some changes no heading.
  const texts = swept.map(plainOf).filter((value) => value !== null);
  const [dimension = dimensionOfAll(texts)] = schemasAt(schema, steps).flatMap((found) => dimensionOf(found) ?? []);
  const quantities = dimension === undefined ? undefined : quantityColumn(dimension, texts, written);
  if (quantities === undefined) return { name: path, values: values.map(cellOf) };
  const amounts = new Map(texts.map((text, k) => [text, quantities.values[k]] as const));
  return {
    name: `${path}_${quantities.suffix}`,
    values: values.map((value) => (value === null ? "" : (amounts.get(value) ?? ""))),
  };
}

/** Of a field that may be any quantity, as a variable of a formula: that of its values, where all are of one kind. */
function dimensionOfAll(texts: readonly Plain[]): Dimension<number | bigint> | undefined {
  const [first, ...rest] = texts.map((text) => readMagnitude(text)?.unit?.dimension);
  return rest.every((other) => other === first) ? first : undefined;
}

/** As it would be written; a map or list, which a field may be, as JSON. */
function cellOf(value: Plain): number | string {
  if (value === null) return "";
  return typeof value === "number" || typeof value === "string" ? value : JSON.stringify(value);
}
