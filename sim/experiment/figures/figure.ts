/** A figure of a run: a metric's last value, or what it was over time. */
import type { MetricKind } from "../../stats/metric-kind.js";
import type { MetricInfo } from "./metric-info.js";
import { reductions, type Reduction, type ReductionInfo } from "./reduction-list.js";
import type { RunMoment } from "./run-moment.js";
import { type Window, windowText } from "./window.js";

type Value = number | bigint;

/** Amounts and numbers compare exactly by size. */
const sign = (value: Value, bound: Value): number => (value < bound ? -1 : value > bound ? 1 : 0);

export const comparisons = {
  ">=": (value, bound) => sign(value, bound) >= 0,
  "<=": (value, bound) => sign(value, bound) <= 0,
  "!=": (value, bound) => sign(value, bound) !== 0,
  ">": (value, bound) => sign(value, bound) > 0,
  "<": (value, bound) => sign(value, bound) < 0,
  "=": (value, bound) => sign(value, bound) === 0,
} as const satisfies { [symbol: string]: (value: Value, bound: Value) => boolean };

export type Comparison = keyof typeof comparisons;

export interface Bound {
  readonly comparison: Comparison;
  /** In the metric's unit. */
  readonly value: Value;
  /** As it was written. */
  readonly text: string;
}

export interface Figure {
  readonly reduction: Reduction;
  readonly metric: MetricInfo;
  /** Of those that need one. */
  readonly bound?: Bound;
  /** Of the one that is read at a moment. */
  readonly at?: RunMoment;
  /** Which part of the run it is of; without it all. */
  readonly window?: Window;
}

export const reductionOf = ({ reduction }: Pick<Figure, "reduction">): ReductionInfo =>
  reductions.find(({ name }) => name === reduction) as ReductionInfo;

/** The one way to write a figure: what it is called in tables, summaries and sweeps. */
export function figureName({ window, ...figure }: Figure): string {
  if (window === undefined) return nameOfAll(figure);
  const name = figure.reduction === "last" ? `last(${figure.metric.name})` : nameOfAll(figure);
  return `${name} ${windowText(window)}`;
}

function nameOfAll({ reduction, metric, bound, at }: Figure): string {
  if (reduction === "last") return metric.name;
  if (at !== undefined) return `${metric.name} at ${at.text}`;
  const { argument } = reductionOf({ reduction });
  if (bound === undefined || argument === "none") return `${reduction}(${metric.name})`;
  return argument === "limit"
    ? `${reduction}(${metric.name}, ${bound.text})`
    : `${reduction}(${metric.name} ${bound.comparison} ${bound.text})`;
}

export const figureUnit = (figure: Figure): string => reductionOf(figure).unitOf(figure.metric);
export const figureKind = (figure: Figure): MetricKind | undefined => reductionOf(figure).kindOf(figure.metric);
