/** What can be made of a metric over the time of a run: one list that parser, help and pages come from. */
import type { MetricKind } from "../../stats/metric-kind.js";
import type { MetricInfo } from "./metric-info.js";

/** What stands behind the metric: nothing, a limit (`, 5 %`), a condition (`> 5 %`), or a moment (`at 3 y`), before which no word stands. */
type Argument = "none" | "limit" | "condition" | "moment";

export interface ReductionInfo {
  readonly name: string;
  readonly about: string;
  readonly argument: Argument;
  /** The unit of what comes out. */
  readonly unitOf: (metric: MetricInfo) => string;
  readonly kindOf: (metric: MetricInfo) => MetricKind | undefined;
  /** Why a metric has no such figure; null: it has. */
  readonly whyNot: (metric: MetricInfo) => string | null;
}

const hours = { unitOf: () => "hours", kindOf: (): MetricKind => "duration" } as const;
const same = { unitOf: ({ unit }: MetricInfo) => unit, kindOf: ({ kind }: MetricInfo) => kind } as const;

const hasSteps = ({ name, course }: MetricInfo): string | null =>
  course === "end" ? `${name} is known when a run is over, and not before: it has no figure over time` : null;
const isLevel = (metric: MetricInfo): string | null =>
  metric.course === "total"
    ? `${metric.name} counts what has happened since the start, so it has no mean over time and no integral; its last value says all`
    : hasSteps(metric);
const isCounted = (metric: MetricInfo): string | null =>
  isLevel(metric) ??
  (metric.kind === "count" ? null : `only counts have an integral over time, and ${metric.name} is none`);

/** `jobs` over time are `job-hours`. */
export const integralUnit = ({ unit }: MetricInfo): string => `${unit.replace(/s$/, "")}-hours`;

export const reductions = [
  { name: "last", about: "the value when the run ended", argument: "none", ...same, whyNot: () => null },
  {
    name: "at",
    about:
      "the value at a moment: of the last row at or before a day (`at 2033-01-01`), a time since the start (`at 3 y`) or the end of a year " +
      "(`at 2033`; where the run ends in it, of its last row); empty where that row is",
    argument: "moment",
    ...same,
    whyNot: hasSteps,
  },
  { name: "min", about: "the lowest value", argument: "none", ...same, whyNot: hasSteps },
  { name: "max", about: "the highest value", argument: "none", ...same, whyNot: hasSteps },
  { name: "mean", about: "the mean over the time after the warm-up", argument: "none", ...same, whyNot: isLevel },
  {
    name: "warmUp",
    about:
      "how long the warm-up was that the mean leaves out: `warmUp` of the scenario, or else found by MSER; empty where MSER " +
      "finds no steady state, and then there is no mean",
    argument: "none",
    ...hours,
    whyNot: isLevel,
  },
  {
    name: "integral",
    about: "the sum of values times hours: `job-hours`",
    argument: "none",
    unitOf: integralUnit,
    kindOf: (): MetricKind => "amount",
    whyNot: isCounted,
  },
  { name: "timeAbove", about: "for how long it was above a limit", argument: "limit", ...hours, whyNot: hasSteps },
  { name: "timeBelow", about: "for how long it was below a limit", argument: "limit", ...hours, whyNot: hasSteps },
  {
    name: "first",
    about: "when a condition held first, since the start; empty if never",
    argument: "condition",
    ...hours,
    whyNot: hasSteps,
  },
  {
    name: "always",
    about: "1 if a condition held at every look, 0 if not; over replications the share of those in which it did",
    argument: "condition",
    unitOf: () => "share",
    kindOf: (): MetricKind => "share",
    whyNot: hasSteps,
  },
] as const satisfies readonly ReductionInfo[];

export type Reduction = (typeof reductions)[number]["name"];

/** Those that stand before their metric. */
export const reductionWords: readonly Reduction[] = reductions
  .filter(({ argument }) => argument !== "moment")
  .map(({ name }) => name);
