/** What a comparison found, as tables: `compare`, a row a metric, and `pairs`, a row a metric and pair. */
import { type Cell, type Column, type Table, table } from "../../table/result-table.js";
import type { ComparedMetric } from "./compared-metrics.js";
import type { Comparison } from "./run-comparison.js";

/** Figures of a metric by the headers that files have for them, in their order; null: there is none. */
export function figuresOf({ of, margin, probability, probabilityBeyond, verdict, measured }: ComparedMetric): {
  readonly [name: string]: number | string | null;
} {
  const share = of === undefined || of.meanA === 0 ? null : of.effect / Math.abs(of.meanA);
  return {
    verdict,
    pairs: measured,
    mean_a: finite(of?.meanA),
    mean_b: finite(of?.meanB),
    effect: finite(of?.effect),
    lower95: finite(of?.lower95),
    upper95: finite(of?.upper95),
    effect_share: finite(share),
    deviation: finite(of?.deviation),
    standardised_effect: finite(of?.standardised),
    method: of?.method ?? null,
    p_value: finite(of?.probability),
    p_holm: finite(probability),
    equivalence_margin: finite(margin),
    p_equivalent: finite(of?.probabilityBeyond),
    p_equivalent_holm: finite(probabilityBeyond),
    pairing_gain: finite(of?.gain),
  };
}

/** Of metrics in the order given. */
export function compareTable(metrics: readonly ComparedMetric[]): Table {
  const rows = metrics.map(figuresOf);
  const names = Object.keys(figuresOf(nothing));
  return table([
    { name: "metric", values: metrics.map(({ name }) => name) },
    { name: "unit", values: metrics.map(({ unit }) => unit) },
    ...names.map((name): Column => ({ name, values: rows.map((row) => row[name] ?? empty) })),
  ]);
}

/** Values of both sides, exact. */
export function pairsTable({ pairs, metrics }: Pick<Comparison, "pairs" | "metrics">): Table {
  const rows = pairs.flatMap(({ replication, a, b }) => {
    const [ofA, ofB] = [a, b].map((run) => new Map(run.metrics.map(({ name, value }) => [name, value] as const)));
    return metrics.map(({ name, unit }) => ({ replication, name, unit, a: ofA.get(name), b: ofB.get(name) }));
  });
  return table([
    column(
      "replication",
      rows.map(({ replication }) => replication),
    ),
    column(
      "metric",
      rows.map(({ name }) => name),
    ),
    column(
      "unit",
      rows.map(({ unit }) => unit),
    ),
    column(
      "value_a",
      rows.map(({ a }): Cell => a ?? empty),
    ),
    column(
      "value_b",
      rows.map(({ b }): Cell => b ?? empty),
    ),
  ]);
}

const column = (name: string, values: Column["values"]): Column => ({ name, values });

/** What is not finite is no figure. */
const finite = (value: number | null | undefined): number | null =>
  value === null || value === undefined || !Number.isFinite(value) ? null : value;

const empty = "";

/** A metric without figures has all headers. */
const nothing: ComparedMetric = {
  name: "",
  unit: "",
  measured: 0,
  of: undefined,
  margin: undefined,
  probability: null,
  probabilityBeyond: null,
  verdict: "unmeasured",
};
