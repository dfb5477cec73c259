/** What replications say of the operator: what it was paid, how long it waited, where it sits. */
import { mean } from "d3-array";
import type { RunResult } from "../../sim/experiment/model.js";
import { type Sample, sampleOf } from "../../sim/stats/sample.js";
import type { MetricKind } from "../../sim/stats/metric-kind.js";
import { valuesOf } from "../../sim/table/result-table.js";
import { asker } from "./ways.js";

export interface EarnedFigure {
  /** What it is, as a key: `quilPerDayPerWorker`. */
  readonly id: string;
  readonly about: string;
  readonly unit: string;
  /** Mean over the replications; null: not all of them have it. */
  readonly value: number | null;
  /** Bounds of its 95 % interval; null of one replication. */
  readonly lower95: number | null;
  readonly upper95: number | null;
  /** How many replications have it. */
  readonly n: number;
}

type Reading = (run: RunResult) => number | null;

interface Asked {
  readonly id: string;
  readonly about: string;
  readonly unit: string;
  readonly kind?: MetricKind;
  readonly read: Reading;
}

const numberOf = (run: RunResult, name: string): number | null => {
  const value = run.metrics.find((metric) => metric.name === `operators.${name}[class=${asker}]`)?.value ?? null;
  return typeof value === "string" || value === null ? null : Number(value);
};
const ofClass =
  (name: string): Reading =>
  (run) =>
    numberOf(run, name);

/** Mean of the price over the report steps, dollars. */
const priceIn: Reading = ({ tables: { series } }) =>
  series.columns.some(({ name }) => name === "market.price_usd")
    ? (mean(valuesOf(series, "market.price_usd") as ArrayLike<number> & Iterable<number>) ?? null)
    : null;

const product = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a * b);

/** `days`: how long it was there, in the mean. */
function asked({ workers, days }: { readonly workers: number; readonly days: number }): readonly Asked[] {
  const perDay: Reading = (run) => product(numberOf(run, "reward_quil"), 1 / days);
  return [
    {
      id: "quilPerDayPerWorker",
      about: "QUIL a day a worker",
      unit: "QUIL",
      kind: "amount",
      read: (run) => product(perDay(run), 1 / workers),
    },
    { id: "quilPerDay", about: "QUIL a day in all", unit: "QUIL", kind: "amount", read: perDay },
    {
      id: "usdPerDay",
      about: "dollars a day in all",
      unit: "USD",
      kind: "amount",
      read: (run) => product(perDay(run), priceIn(run)),
    },
    {
      id: "costUsdPerDay",
      about: "machines cost a day",
      unit: "USD",
      kind: "amount",
      read: (run) => product(numberOf(run, "cost_usd"), 1 / days),
    },
    {
      id: "profitUsdPerDay",
      about: "profit a day",
      unit: "USD",
      read: (run) => product(numberOf(run, "profit_usd"), 1 / days),
    },
    {
      id: "breakEvenUsd",
      about: "price of a token that pays for it",
      unit: "USD",
      kind: "amount",
      read: ofClass("breakEven_usd"),
    },
    {
      id: "firstActiveHours",
      about: "until the first worker is active",
      unit: "hours",
      kind: "duration",
      read: ofClass("firstActiveMedian_hours"),
    },
    {
      id: "fullyActiveHours",
      about: "until a node has all its workers active",
      unit: "hours",
      kind: "duration",
      read: ofClass("fullyActiveMedian_hours"),
    },
    {
      id: "workersActive",
      about: "workers active at the end",
      unit: "workers",
      kind: "count",
      read: ofClass("workersActive"),
    },
    { id: "ringMean", about: "mean ring at the end, from 0", unit: "rings", kind: "amount", read: ofClass("ringMean") },
  ];
}

/** Figures that only an operator who has them is told. */
const dollars: readonly string[] = ["usdPerDay", "costUsdPerDay", "profitUsdPerDay", "breakEvenUsd"];

/** What nobody has is left out: dollars without a price, and costs without machines that have any. */
export function figuresOf(
  runs: readonly RunResult[],
  facts: { readonly workers: number; readonly days: number },
): readonly EarnedFigure[] {
  return asked(facts).flatMap(({ id, about, unit, kind, read }) => {
    const sample = sampled(runs.map(read), kind);
    if (sample.n === 0 && dollars.includes(id)) return [];
    const { mean: value, lower95, upper95, n } = sample;
    return [{ id, about, unit, value, lower95, upper95, n }];
  });
}

/** By which share another way earns more, in pairs of replications on the same random numbers; below zero: less. */
export function advantageOf(
  first: readonly RunResult[],
  other: readonly RunResult[],
  days: readonly [number, number],
): EarnedFigure {
  const rewards = [first, other].map((runs, k) =>
    runs.map((run) => product(numberOf(run, "reward_quil"), 1 / days[k])),
  );
  const shares = rewards[0].map((reward, k) => {
    const against = rewards[1].at(k) ?? null;
    return reward === null || against === null || reward === 0 ? null : against / reward - 1;
  });
  const { mean: value, lower95, upper95, n } = sampled(shares, undefined);
  return { id: "advantage", about: "what the other way earns more", unit: "share", value, lower95, upper95, n };
}

const sampled = (values: readonly (number | null)[], kind: MetricKind | undefined): Sample<number> =>
  sampleOf(values, kind) as Sample<number>;
