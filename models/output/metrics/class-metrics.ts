/**
 * Figures of operator classes as metrics, such as `operators.reward_quil[class=home]`: known before a run from the scenario's classes, and
 * read from its table of operators when it is over.
 */
import type { MetricKind } from "../../../sim/stats/metric-kind.js";
import { type Table, valuesOf } from "../../../sim/table/result-table.js";
import { hasBooks, hasTaxes } from "../../scenario/money.js";
import type { Scenario } from "../../scenario/schema.js";
import { switchesOf } from "../../scenario/switches.js";
import { booksFigures, taxBooksFigures } from "./books-table.js";

/** One column of operators.csv. */
interface ClassFigure {
  readonly column: string;
  /** Behind `operators.`; the same word as the column, joined as metrics are. */
  readonly name: string;
  readonly unit: string;
  readonly about: string;
  readonly kind: MetricKind;
  /** Which networks have it; all unless given. */
  readonly only?:
    | "since 2.1"
    | "before 2.1"
    | "with fees"
    | "with grants"
    | "with computing"
    | "with statuses of provers"
    | "with books"
    | "with taxes";
}

const figure = (
  [column, name]: readonly [column: string, name: string],
  unit: string,
  about: string,
  more: Partial<Pick<ClassFigure, "kind" | "only">> = {},
): ClassFigure => ({ column, name, unit, about, kind: "count", ...more });

const amount = { kind: "amount" } as const;
const share = { kind: "share" } as const;

export const classFigures: readonly ClassFigure[] = [
  figure(["operators", "operators"], "operators", "operators of the class that have appeared"),
  figure(["nodes", "nodes"], "nodes", "their nodes that have not left for good"),
  figure(["workers", "workers"], "workers", "workers of these nodes"),
  figure(["workers_active", "workersActive"], "workers", "allocations of the class that are active"),
  figure(["workers_joining", "workersJoining"], "workers", "its joins that wait for their answer"),
  figure(["workers_leaving", "workersLeaving"], "workers", "its leaves that have not taken effect", {
    only: "since 2.1",
  }),
  figure(["workers_paused", "workersPaused"], "workers", "its allocations that are paused", { only: "since 2.1" }),
  figure(["workers_free", "workersFree"], "workers", "its workers without an allocation"),
  figure(["places_without_worker", "placesWithoutWorker"], "allocations", "its allocations that lost their worker"),
  figure(["open_proposals", "openProposals"], "requests", "its joins of which nothing was heard yet", {
    only: "since 2.1",
  }),
  figure(["seniority_mean", "seniorityMean"], "points", "mean seniority of its provers", amount),
  figure(["ring_positions", "ringPositions"], "positions", "its ring positions"),
  figure(["ring_mean", "ringMean"], "rings", "mean index of the rings that it sits in", amount),
  figure(["reward_units", "rewardUnits"], "units", "what its provers were paid since the start", amount),
  figure(["reward_quil", "reward_quil"], "QUIL", "the same, for people", amount),
  figure(["fee_units", "feeUnits"], "units", "fees among it", { ...amount, only: "with fees" }),
  figure(["fee_quil", "fee_quil"], "QUIL", "the same, for people", { ...amount, only: "with fees" }),
  figure(["list_units", "listUnits"], "units", "what its provers were granted by lists, beside what they were paid", {
    ...amount,
    only: "with grants",
  }),
  figure(["list_quil", "list_quil"], "QUIL", "the same, for people", { ...amount, only: "with grants" }),
  figure(["computing_nodes", "computingNodes"], "nodes", "its nodes whose lines suffice for interactive computation", {
    only: "with computing",
  }),
  figure(["computing_units", "computingUnits"], "units", "fees for interactive computation, beside what it was paid", {
    ...amount,
    only: "with computing",
  }),
  figure(["computing_quil", "computing_quil"], "QUIL", "the same, for people", { ...amount, only: "with computing" }),
  figure(["zeroed_units", "zeroedUnits"], "units", "what its provers lost when a join set their balance to zero", {
    ...amount,
    only: "with statuses of provers",
  }),
  figure(["reward_share", "rewardShare"], "share", "its part of all that was paid", share),
  figure(["worker_share", "workerShare"], "share", "its part of all workers", share),
  ...booksFigures.map(({ column, name, unit, about, kind }) =>
    figure([column, name], unit, about, { kind, only: "with books" }),
  ),
  ...taxBooksFigures.map(({ column, name, unit, about, kind }) =>
    figure([column, name], unit, about, { kind, only: "with taxes" }),
  ),
  figure(["reward_per_core_quil", "rewardPerCore_quil"], "QUIL", "what a core of it was paid on average", {
    ...amount,
    only: "before 2.1",
  }),
];

export interface ClassMetric {
  readonly name: string;
  readonly unit: string;
  readonly about: string;
  readonly kind: MetricKind;
  /** A text, which is empty, where there is nothing to measure. */
  readonly read: (operators: Table) => number | bigint | string;
}

/** In the order of classes; without a scenario those of any class, called `NAME`. */
export function classMetrics(scenario?: Scenario): readonly ClassMetric[] {
  const classes = scenario === undefined ? ["NAME"] : scenario.operators.map((operators) => operators.class);
  const figures = scenario === undefined ? classFigures : classFigures.filter(({ only }) => has(scenario, only));
  return classes.flatMap((one, row) =>
    figures.map(({ column, name, unit, about, kind }) => ({
      name: `operators.${name}[class=${one}]`,
      unit,
      about,
      kind,
      read: (operators: Table) => valuesOf(operators, column)[row],
    })),
  );
}

function has(scenario: Scenario, only: ClassFigure["only"]): boolean {
  const { lifecycle, proverStatus } = switchesOf(scenario);
  switch (only) {
    case undefined:
      return true;
    case "since 2.1":
      return lifecycle !== "trie";
    case "before 2.1":
      return lifecycle === "trie";
    case "with fees":
      return scenario.fees !== undefined;
    case "with grants":
      return scenario.grants !== undefined;
    case "with computing":
      return scenario.computing !== undefined;
    case "with books":
      return hasBooks(scenario);
    case "with taxes":
      return hasBooks(scenario) && hasTaxes(scenario);
    case "with statuses of provers":
      return proverStatus === "lastOperation";
  }
}
