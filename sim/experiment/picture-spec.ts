/** A vega-lite specification or a part of one: plain JSON, its data inside. */
export type Spec = { readonly [key: string]: SpecValue };
export type SpecValue = null | boolean | number | string | readonly SpecValue[] | Spec;

/** What to draw, and the name of its files. */
export interface PictureSpec {
  readonly name: string;
  readonly spec: Spec;
}

/**
 * Human-readable JSON text: what holds only plain values stands on one line, so that a row of data is a line. Ends with a
 * line end.
 */
export const specText = (spec: Spec): string => `${lines(spec, "")}\n`;

function lines(value: SpecValue, indent: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const entries = Array.isArray(value)
    ? value.map((item: SpecValue) => ({ key: "", item }))
    : Object.entries(value as Spec).map(([key, item]) => ({ key: `${JSON.stringify(key)}: `, item }));
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (entries.every(({ item }) => typeof item !== "object" || item === null))
    return `${open}${entries.map(({ key, item }) => key + JSON.stringify(item)).join(", ")}${close}`;
  const body = entries.map(({ key, item }) => `${inner}${key}${lines(item, inner)}`).join(",\n");
  return `${open}\n${body}\n${indent}${close}`;
}
