/** The stages of mainnet that are compared: each a scenario of its own rules, over the days on which those were in force. */
import type { CountColumn, DailyRow } from "./daily-table.js";

export interface Stage {
  /** As tables call it. */
  readonly name: string;
  /** File below scenarios/mainnet/. */
  readonly file: string;
  /** First and last day on which its rules were in force: no window reaches beyond. */
  readonly from: string;
  readonly until: string;
  /** Days from one start to the next. */
  readonly everyDays: number;
  /** Columns of which a run is told, each followed by the class of that place in the scenario; everything else is an outcome. */
  readonly inputs: readonly CountColumn[];
  /** Whether the page shows shards of other applications, which the scenario leaves out. */
  readonly hasOtherApplications: boolean;
}

/** Shards of other applications, which appeared on that day: nearly without data, so that nobody goes for them. */
const others = { since: "2026-05-08", shards: 34 };

/**
 * Shards of the page on a day that the runs of a window leave out: as many of those of other applications as were without
 * anybody at its start.
 */
export function shardsLeftOut(stage: Stage, { date, counts }: DailyRow, day: string): number {
  if (!stage.hasOtherApplications || day < others.since) return 0;
  return date < others.since ? others.shards : Math.min(others.shards, counts.unassigned ?? 0);
}

export const stages: readonly Stage[] = [
  {
    name: "March",
    file: "march.yaml",
    from: "2026-03-23",
    until: "2026-05-21",
    everyDays: 7,
    inputs: ["active", "joining"],
    hasOtherApplications: true,
  },
  {
    name: "June",
    file: "june.yaml",
    from: "2026-05-22",
    until: "2026-06-29",
    everyDays: 7,
    inputs: ["active"],
    hasOtherApplications: true,
  },
  {
    name: "July",
    file: "july.yaml",
    from: "2026-07-05",
    until: "2026-07-19",
    everyDays: 3,
    inputs: ["active", "joining"],
    hasOtherApplications: false,
  },
  {
    name: "August",
    file: "august.yaml",
    from: "2026-07-29",
    until: "2026-08-08",
    everyDays: 3,
    inputs: ["active", "joining"],
    hasOtherApplications: false,
  },
];

/** What is compared, in the order of the tables. */
export const outcomes = [
  "active", "joining", "healthy", "warning", "halt", "unassigned", "ring0", "ring1", "ring2", "ring3",
] as const satisfies readonly CountColumn[]; // prettier-ignore

export type Outcome = (typeof outcomes)[number];
