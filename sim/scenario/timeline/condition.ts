/** Conditions on what is measured, as a timeline writes them: `queue.length > 10`. */

const comparisons = {
  ">=": (value: number, bound: number) => value >= bound,
  "<=": (value: number, bound: number) => value <= bound,
  ">": (value: number, bound: number) => value > bound,
  "<": (value: number, bound: number) => value < bound,
  "=": (value: number, bound: number) => value === bound,
  "!=": (value: number, bound: number) => value !== bound,
} as const;

type Comparison = keyof typeof comparisons;
const symbols = Object.keys(comparisons) as readonly Comparison[];

export interface Condition {
  /** Name of a metric, as it was written. */
  readonly metric: string;
  readonly comparison: Comparison;
  /** In the metric's unit. */
  readonly bound: number;
}

const pattern = /^\s*([A-Za-z][\w.]*)\s*(>=|<=|==|!=|>|<|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)\s*$/;

/** The pattern of JSON Schema that conditions match. */
export const conditionPattern = "^\\s*[A-Za-z][\\w.]*\\s*(>=|<=|==|!=|>|<|=)\\s*-?\\d+(\\.\\d+)?\\s*$";

/** The condition that a text says; null if it says none. */
export function parseCondition(text: string): Condition | null {
  const parts = pattern.exec(text);
  if (parts === null) return null;
  const [, metric, written, bound] = parts;
  const comparison = symbols.find((symbol) => symbol === written) ?? "=";
  return { metric, comparison, bound: Number(bound) };
}

/** Whether a condition holds for a value of its metric; nothing holds where nothing was measured (NaN), but for `!=`. */
export const holds = ({ comparison, bound }: Condition, value: number): boolean =>
  comparisons[comparison](value, bound);
