/** A cell: one replication of one design point, and what is kept of it. */
import { z } from "zod";
import { type MetricKind, metricKinds } from "../../stats/metric-kind.js";

export interface CellMetric {
  readonly name: string;
  readonly unit: string;
  readonly kind?: MetricKind;
  /** Null: nothing was measured. */
  readonly value: number | bigint | string | null;
}

export interface CellResult {
  readonly metrics: readonly CellMetric[];
  readonly fingerprint: string;
}

/** What a run ended with, as a cell keeps it: in a form that text gives back to the bit. */
export function cellOf({ metrics, fingerprint }: CellResult): CellResult {
  const kept = metrics.map(({ value, ...of }) => ({ ...namedOf(of), value: plainValue(value) }));
  return { metrics: kept, fingerprint };
}

/** Of a metric what a cell keeps beside its value. */
export const namedOf = ({ name, unit, kind }: Omit<CellMetric, "value">): Omit<CellMetric, "value"> => ({
  name,
  unit,
  ...(kind !== undefined && { kind }),
});

/** What is not finite was not measured; −0 is 0. */
function plainValue(value: CellMetric["value"]): CellMetric["value"] {
  if (typeof value !== "number") return value;
  return Number.isFinite(value) ? value + 0 : null;
}

/** One line of JSON; whole amounts stand as text in an object, since JSON readers round them. */
export function cellText({ metrics, fingerprint }: CellResult): string {
  const plain = metrics.map(({ name, unit, kind, value }) => [
    name,
    unit,
    kind ?? null,
    typeof value === "bigint" ? { whole: value.toString() } : value,
  ]);
  return JSON.stringify({ fingerprint, metrics: plain });
}

const storedCell = z.object({
  fingerprint: z.string(),
  metrics: z.array(
    z.tuple([
      z.string(),
      z.string(),
      z.enum(metricKinds).nullable(),
      z.union([z.number(), z.string(), z.null(), z.object({ whole: z.string().regex(/^-?\d+$/) })]),
    ]),
  ),
});

/** The cell again. Throws for text that no cell gives. */
export function readCell(text: string): CellResult {
  const { fingerprint, metrics } = storedCell.parse(JSON.parse(text));
  return {
    fingerprint,
    metrics: metrics.map(([name, unit, kind, value]) => ({
      ...namedOf({ name, unit, ...(kind !== null && { kind }) }),
      value: typeof value === "object" && value !== null ? BigInt(value.whole) : value,
    })),
  };
}
