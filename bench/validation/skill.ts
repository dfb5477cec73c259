/** Skill of the simulation against plain forecasts, over all windows of a stage. */
import type { Mode } from "./run-window.js";
import type { Deviation } from "./score.js";
import { type Outcome, outcomes } from "./stages.js";

export const forecastNames = ["stays", "goesOn", "byChance"] as const;
export type ForecastName = (typeof forecastNames)[number];

export interface Skill {
  readonly outcome: Outcome;
  readonly horizonDays: number;
  /** Windows, and days in all of them. */
  readonly windows: number;
  readonly days: number;
  /** Mean absolute deviation of the simulation. */
  readonly deviation: number;
  /** 1 − its deviation / that of the forecast: 1 is exact, 0 no better, below 0 worse; null where the forecast is exact. */
  readonly against: Readonly<Record<ForecastName, number | null>>;
  /** Against whichever of them is nearest over all these windows. */
  readonly best: number | null;
}

/** Skills of a stage in one mode, by horizon and outcome. */
export function skillsOf(deviations: readonly Deviation[], stage: string, mode: Mode): Skill[] {
  const ofStage = deviations.filter((one) => one.stage === stage && one.mode === mode);
  const horizons = [...new Set(ofStage.map(({ horizonDays }) => horizonDays))].sort((a, b) => a - b);
  return horizons.flatMap((horizonDays) =>
    outcomes.flatMap((outcome) => {
      const found = ofStage.filter((one) => one.horizonDays === horizonDays && one.outcome === outcome);
      return found.length === 0 ? [] : [skillOf(found, outcome, horizonDays)];
    }),
  );
}

function skillOf(found: readonly Deviation[], outcome: Outcome, horizonDays: number): Skill {
  const sum = (of: (one: Deviation) => number): number => found.reduce((total, one) => total + of(one), 0);
  const [days, simulated] = [sum((one) => one.days), sum((one) => one.simulated)];
  const sums = forecastNames.map((name) => [name, sum((one) => one[name])] as const);
  const skill = (forecast: number): number | null => (forecast === 0 ? null : 1 - simulated / forecast);
  return {
    outcome,
    horizonDays,
    windows: found.length,
    days,
    deviation: simulated / days,
    against: Object.fromEntries(sums.map(([name, total]) => [name, skill(total)])) as Record<
      ForecastName,
      number | null
    >,
    best: skill(sums.reduce((least, [, total]) => Math.min(least, total), Number.POSITIVE_INFINITY)),
  };
}

/** Median of what is not null; null of nothing. */
export function medianSkill(values: readonly (number | null)[]): number | null {
  const sorted = values.filter((value): value is number => value !== null).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}
