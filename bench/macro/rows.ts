/** What is measured, and what is required of it. */
import { type RuleSetName, ruleSetNames } from "../../models/protocol/ground/rule-sets.js";

export interface MacroRow {
  readonly name: string;
  /** Relative to the root of the project. */
  readonly scenario: string;
  /** In place of the scenario's own. */
  readonly horizon?: string;
  /** Fields of the scenario that are other ones here, as `--set` has them. */
  readonly set?: readonly string[];
  /** Threads that it may use; as many as there are cores unless told. */
  readonly workers?: number;
  /** How often it is measured; the rows take turns, so that a busy minute does not fall on one alone. */
  readonly repetitions: number;
  /** What is required, in words, and at most how many seconds and bytes a whole run may take. */
  readonly requirement: string;
  readonly maxSeconds?: number;
  readonly maxBytes?: number;
  /** At most this many times as long to simulate as the row of that name. */
  readonly maxTimes?: { readonly row: string; readonly factor: number };
  /** The rows of one ladder simulate the same for different numbers of nodes. */
  readonly ladder?: { readonly name: string; readonly nodes: number };
}

/** What `churn.yaml` must say otherwise for so many nodes: as many workers a shard once all have split, 1 % a day. */
function churnOf(nodes: number, workers: number): readonly string[] {
  const shards = (nodes * workers) / 1000;
  return [
    `operators[0].count=${nodes}`,
    `operators[0].workers=${workers}`,
    `operators[0].arrive=${nodes / 100}/d`,
    `shards.count=${shards}`,
    `shards.world=${shards} GiB`,
  ];
}

/** The network of churn.yaml in different sizes, for a day and for a year. */
const churnRows: readonly MacroRow[] = ["day", "year"].flatMap((time) =>
  [1_000, 5_000, 29_000, 200_000].map((nodes) => ({
    name: `churn-${time}-${nodes / 1000}k`,
    scenario: "bench/scenarios/churn.yaml",
    horizon: time === "day" ? "1 d" : "365 d",
    set: churnOf(nodes, 4),
    repetitions: 1,
    ladder: { name: `a ${time} of churn`, nodes },
    ...(time === "year" && nodes === 29_000 ? { requirement: "120 s", maxSeconds: 120 } : { requirement: "–" }),
  })),
);

/** An hour by messages, on one thread and on two, in turns. */
const onOneAndTwo = (name: string, scenario: string): readonly MacroRow[] => [
  { name, scenario, workers: 1, repetitions: 3, requirement: "60 s, 1 GB", maxSeconds: 60, maxBytes: 1e9 },
  {
    name: `${name}-on-2`,
    scenario,
    workers: 2,
    repetitions: 3,
    requirement: "1.5 times as fast as on one",
    maxTimes: { row: name, factor: 1 / 1.5 },
  },
];

/** The rules of June 2026 and those of October, each as soon as networks are simulated under it. */
const ruleSetsOf2026 = (["v2.1-epoch", "v2.1-simplex"] satisfies RuleSetName[]).filter((rules) =>
  ruleSetNames.some((simulated) => simulated === rules),
);

/** A row of a scenario under a rule set, which its name tells. */
const under = (rules: RuleSetName, row: Omit<MacroRow, "repetitions">): MacroRow => ({
  ...row,
  name: `${row.name}-${rules}`,
  set: [...(row.set ?? []), `rules=${rules}`],
  repetitions: 1,
});

/**
 * What is promised of networks as they are since 2026: a year of today's, a year in which 1 % of 29,000 nodes leave a day and as
 * many arrive, and the largest network.
 */
const promisedRows: readonly MacroRow[] = ruleSetsOf2026.flatMap((rules) => [
  under(rules, { name: "today-year", scenario: "bench/scenarios/today.yaml", requirement: "5 s", maxSeconds: 5 }),
  under(rules, {
    name: "turnover-year-29k",
    scenario: "bench/scenarios/turnover.yaml",
    ...(rules === "v2.1-epoch"
      ? { requirement: "–" }
      : { requirement: "1.5 × v2.1-epoch", maxTimes: { row: "turnover-year-29k-v2.1-epoch", factor: 1.5 } }),
  }),
  under(rules, {
    name: "outages-200k",
    scenario: "bench/scenarios/outages.yaml",
    requirement: "60 s, 1.5 GB",
    maxSeconds: 60,
    maxBytes: 1.5e9,
  }),
]);

/**
 * A year from the row measured on 2026-03-23, at the pace that the clock aims at. Measurements end after 68 days. The
 * provers keep the last measured number of workers. The silent joiners, who are there to show as many waiting joins as
 * were measured, leave with the last measurement: nothing says that anybody asks in vain for a year, which at 10 s a
 * frame, where a join lapses after two hours and not nine, would be 77 million times. `mainnet-year-asking` has them
 * stay.
 */
const mainnetYear = {
  scenario: "scenarios/mainnet-2026-03.yaml",
  horizon: "365 d",
  set: ["frames.pace=10 s", "report.every=1 d"],
  repetitions: 1,
};

/** People and money: ten years by epochs, with growing data, in a network that nobody keeps up, and a month by frames; and a cell of a tuning. */
const decade = { scenario: "bench/scenarios/decade.yaml", repetitions: 1 };
const moneyRows: readonly MacroRow[] = [
  { ...decade, name: "decade-29k", requirement: "60 s", maxSeconds: 60 },
  { ...decade, name: "decade-29k-growing", set: ["shards.growth=15 %/y"], requirement: "–" },
  {
    ...decade,
    name: "decade-29k-collapsing",
    horizon: "2665 d",
    set: ["market.price.model.growth=0 %/y"],
    requirement: "–",
  },
  {
    ...decade,
    name: "decade-29k-frame-month",
    horizon: "30 d",
    set: ["fidelity=frame"],
    requirement: "60 s",
    maxSeconds: 60,
  },
  { name: "tune-today-cell", scenario: "bench/scenarios/tune-today.yaml", repetitions: 3, requirement: "–" },
];

export const macroRows: readonly MacroRow[] = [
  {
    name: "launch",
    scenario: "scenarios/launch.yaml",
    repetitions: 1,
    requirement: "60 s, 1.5 GB",
    maxSeconds: 60,
    maxBytes: 1.5e9,
  },
  {
    name: "mainnet-2026-03",
    scenario: "scenarios/mainnet-2026-03.yaml",
    repetitions: 1,
    requirement: "40 s",
    maxSeconds: 40,
  },
  {
    name: "steady-month",
    scenario: "bench/scenarios/steady.yaml",
    horizon: "30 d",
    repetitions: 3,
    requirement: "–",
  },
  {
    name: "steady-year",
    scenario: "bench/scenarios/steady.yaml",
    horizon: "365 d",
    repetitions: 3,
    requirement: "4 × steady-month",
    maxTimes: { row: "steady-month", factor: 4 },
  },
  {
    ...mainnetYear,
    name: "mainnet-year",
    set: [...mainnetYear.set, "operators[1].leave=after 68 d"],
    requirement: "60 s",
    maxSeconds: 60,
  },
  { ...mainnetYear, name: "mainnet-year-asking", requirement: "–" },
  ...churnRows,
  ...promisedRows,
  ...moneyRows,
  ...onOneAndTwo("messages-hour-29k", "bench/scenarios/messages.yaml"),
  ...onOneAndTwo("slow-lines-hour-29k", "bench/scenarios/slow-lines.yaml"),
  {
    name: "big",
    scenario: "bench/scenarios/churn.yaml",
    horizon: "3 d",
    set: [...churnOf(200_000, 11), "report.every=1 h"],
    repetitions: 1,
    requirement: "4 GB",
    maxBytes: 4e9,
  },
];
