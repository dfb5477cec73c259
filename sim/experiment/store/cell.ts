/** A cell: one replication of one design point, and what is kept of it. */
import { z } from "zod";

export interface CellMetric {
  readonly name: string;
  readonly unit: string;
  /** Null: nothing was measured. */
  readonly value: number | bigint | string | null;
}

export interface CellResult {
  readonly metrics: readonly CellMetric[];
  readonly fingerprint: string;
}

/** What a run ended with, as a cell keeps it: in a form that text gives back to the bit. */
export function cellOf({ metrics, fingerprint }: CellResult): CellResult {
  const kept = metrics.map(({ name, unit, value }) => ({ name, unit, value: plainValue(value) }));
  return { metrics: kept, fingerprint };
}

/** What is not finite was not measured; −0 is 0. */
function plainValue(value: CellMetric["value"]): CellMetric["value"] {
  if (typeof value !== "number") return value;
  return Number.isFinite(value) ? value + 0 : null;
}

/** One line of JSON; whole amounts stand as text in an object, since JSON readers round them. */
export function cellText({ metrics, fingerprint }: CellResult): string {
  const plain = metrics.map(({ name, unit, value }) => [
    name,
    unit,
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
      z.union([z.number(), z.string(), z.null(), z.object({ whole: z.string().regex(/^-?\d+$/) })]),
    ]),
  ),
});

/** The cell again. Throws for text that no cell gives. */
export function readCell(text: string): CellResult {
  const { fingerprint, metrics } = storedCell.parse(JSON.parse(text));
  return {
    fingerprint,
    metrics: metrics.map(([name, unit, value]) => ({
      name,
      unit,
      value: typeof value === "object" && value !== null ? BigInt(value.whole) : value,
    })),
  };
}
