/** Three plain forecasts, which a simulation has to beat to be worth its while. */
import { type CountColumn, type DailyRow } from "./daily-table.js";
import { type HeadHistogram, headHistogram, pageCounts } from "./head-histogram.js";
import { meansTheSame } from "./usable-days.js";

/** Value of a column on a day; undefined where the forecast says nothing. */
export type Forecast = (
  column: CountColumn,
  day: { readonly day: number; readonly date: string },
) => number | undefined;

export interface ForecastGiven {
  /** The row from which it looks ahead. */
  readonly start: DailyRow;
  /** Comparable rows before it, in order. */
  readonly before: readonly DailyRow[];
  /** Active provers on a day ahead, as the simulation is told or estimates them. */
  readonly activeOn: (day: number) => number;
}

/** Everything stays as it was. */
export const staysAsItWas =
  ({ start }: ForecastGiven): Forecast =>
  (column) =>
    start.counts[column];

/** How far back a trend looks, days. */
const trendDays = 7;

/** Slope of a column a day over the last week before a row, by its ends; 0 without a row to compare with. */
export function slopeBefore(column: CountColumn, { start, before }: Pick<ForecastGiven, "start" | "before">): number {
  const earliest = before.find(
    (row) => row.day >= start.day - trendDays && meansTheSame(column, row, start) && row.counts[column] !== undefined,
  );
  const [from, to] = [earliest?.counts[column], start.counts[column]];
  if (earliest === undefined || from === undefined || to === undefined) return 0;
  return (to - from) / (start.day - earliest.day);
}

/** Everything goes on as in the last week, to no less than nothing. */
export function goesOn(given: ForecastGiven): Forecast {
  const { start } = given;
  return (column, { day }) => {
    const value = start.counts[column];
    return value === undefined ? undefined : Math.max(0, value + slopeBefore(column, given) * (day - start.day));
  };
}

/** Places are lost at random, each with the same chance; where there are more than before, the new ones land on any shard. */
export function byChance({ start, activeOn }: ForecastGiven): Forecast {
  const heads = headHistogram(start);
  const before = start.counts.active ?? 0;
  return (column, { day, date }) => {
    const after = activeOn(day);
    const moved = after < before ? thinned(heads, before === 0 ? 1 : after / before) : filled(heads, after - before);
    const counts: Readonly<Partial<Record<CountColumn, number>>> = pageCounts(moved, date);
    return counts[column] ?? start.counts[column];
  };
}

/** Expected heads when every place stays with that chance. */
function thinned(heads: HeadHistogram, stays: number): number[] {
  const after = heads.map(() => 0);
  heads.forEach((shards, n) => {
    let ways = 1;
    for (let left = n; left >= 0; left--) {
      after[left] += shards * ways * power(stays, left) * power(1 - stays, n - left);
      ways = (ways * left) / (n - left + 1);
    }
  });
  return after;
}

/** Expected heads when so many places are won, each on a shard drawn at random. */
function filled(heads: HeadHistogram, won: number): number[] {
  const shards = heads.reduce((sum, count) => sum + count, 0);
  if (shards === 0 || won <= 0) return [...heads];
  // In steps so small that a shard hardly wins two in one.
  const steps = Math.ceil((4 * won) / shards) + 1;
  const share = won / shards / steps;
  let now = [...heads];
  for (let step = 0; step < steps; step++) {
    const next = now.map((count) => count * (1 - share));
    now.forEach((count, n) => (next[n + 1] = (next[n + 1] ?? 0) + count * share));
    now = next;
  }
  return now;
}

function power(base: number, exponent: number): number {
  let product = 1;
  for (let k = 0; k < exponent; k++) product *= base;
  return product;
}
