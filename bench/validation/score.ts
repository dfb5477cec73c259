/** How far a run and three plain forecasts are from what was measured. */
import type { DailyRow } from "./daily-table.js";
import { byChance, type Forecast, goesOn, staysAsItWas } from "./forecasts.js";
import type { PageSeries } from "./page-series.js";
import { inputOn, type Mode } from "./run-window.js";
import { type Outcome, outcomes, type Stage } from "./stages.js";
import { meansTheSame } from "./usable-days.js";
import { horizonsDays, reaches, type Window } from "./windows.js";

/** Sums of |expected − measured| over the days of a window, by who expects. */
export interface Deviation {
  readonly stage: string;
  readonly mode: Mode;
  /** Date of the start row. */
  readonly start: string;
  readonly horizonDays: number;
  readonly outcome: Outcome;
  /** Days that were compared. */
  readonly days: number;
  readonly simulated: number;
  readonly stays: number;
  readonly goesOn: number;
  readonly byChance: number;
}

/** Deviations of one run, for every horizon that its window reaches and every outcome that means the same on both days. */
export function deviationsOf(
  { stage, window, mode }: { readonly stage: Stage; readonly window: Window; readonly mode: Mode },
  simulated: PageSeries,
): Deviation[] {
  const { start } = window;
  const activeOn = inputOn("active", window, mode);
  const given = { start, before: window.before, activeOn };
  const expected: readonly Forecast[] = [
    (column, { day, date }) => simulated(column, { date, daysIn: day - start.day }),
    staysAsItWas(given),
    goesOn(given),
    byChance(given),
  ];
  return horizonsDays
    .filter((horizon) => reaches(window, horizon))
    .flatMap((horizonDays) => {
      const rows = window.ahead.filter(({ day }) => day <= start.day + horizonDays);
      return outcomes.flatMap((outcome) => {
        const compared = rows.filter((row) => isComparable(outcome, start, row));
        if (compared.length === 0) return [];
        const sums = expected.map((one) =>
          compared.reduce((sum, row) => sum + Math.abs((one(outcome, row) ?? 0) - (row.counts[outcome] ?? 0)), 0),
        );
        const [run, stays, on, chance] = sums.map((sum) => Math.round(sum * 10) / 10);
        const days = compared.length;
        const named = { stage: stage.name, mode, start: start.date, horizonDays, outcome, days };
        return [{ ...named, simulated: run, stays, goesOn: on, byChance: chance }];
      });
    });
}

const isComparable = (outcome: Outcome, start: DailyRow, row: DailyRow): boolean =>
  start.counts[outcome] !== undefined && row.counts[outcome] !== undefined && meansTheSame(outcome, start, row);
