/**
 * What adds up in every row of the series and in the tables of the end: the one list of it. Checked whenever a row is
 * recorded and when a run ends; `output/metrics/README.md` says the same in words.
 */
import { followsStoredStatus } from "../../protocol/lifecycle/membership.js";
import type { Column, Table } from "../../output/metrics/columns.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";

/** A row of the series: the value of a metric. */
export type Row = (metric: string) => number | bigint;

/** The columns of the left side add up to as much as those of the right side. */
export interface Identity {
  readonly about: string;
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** Where it holds; everywhere unless given. */
  readonly holdsIn?: (rules: RuleSwitches) => boolean;
}

const is21 = ({ lifecycle }: RuleSwitches): boolean => lifecycle !== "trie";
const byRing = (what: "provers" | "shards"): readonly string[] =>
  ["0", "1", "2", "3", "Deeper"].map((depth) => `ring.${what}${depth}`);
const ofPage = (what: readonly string[]): readonly string[] => what.map((name) => `page.${name}`);
const workersThat = (what: readonly string[]): readonly string[] => what.map((name) => `population.workers${name}`);

export const identities: readonly Identity[] = [
  {
    about: "workers are active, joining, leaving, paused or free, and some allocations have lost theirs",
    left: workersThat(["Active", "Joining", "Leaving", "Paused", "Free"]),
    right: ["population.workers", "population.placesWithoutWorker"],
  },
  {
    about: "active provers sit in rings, where committees follow the stored status",
    left: byRing("provers"),
    right: ["population.workersActive"],
    holdsIn: (rules) =>
      is21(rules) &&
      followsStoredStatus(rules) &&
      rules.proverStatus === "aggregate" &&
      rules.committeeSession === "off",
  },
  { about: "every shard has an outermost ring", left: byRing("shards"), right: ["shard.count"] },
  {
    about: "every shard is healthy, in need of coverage, at risk of a halt, halted or without data",
    left: ["shard.healthy", "shard.needsCoverage", "shard.haltRisk", "coverage.haltedShards", "shard.empty"],
    right: ["shard.count"],
  },
  {
    about: "every shard is healthy, to be warned of, at risk or unassigned on the public page",
    left: ofPage(["healthy", "warning", "halt", "unassigned"]),
    right: ["shard.count"],
    holdsIn: is21,
  },
  {
    about: "every shard has a ring on the public page, or is unassigned",
    left: ofPage(["ring0", "ring1", "ring2", "ring3", "unassigned"]),
    right: ["shard.count"],
    holdsIn: is21,
  },
  {
    about: "every shard has a ring on the public page where those who join count",
    left: ofPage(["joinedRing0", "joinedRing1", "joinedRing2", "joinedRing3"]),
    right: ["shard.count"],
    holdsIn: is21,
  },
];

/** Metrics that never exceed another one. */
export const bounds: readonly (readonly [part: string, whole: string])[] = [
  ["coverage.haltedShards", "shard.count"],
  ["population.peersOnline", "population.peers"],
  ["fees.burntUnits", "fees.paidUnits"],
  ["fees.creditedUnits", "fees.paidUnits"],
];

/** A column of a table of the end: its sum, where another column has a certain value if told. */
interface Sum {
  readonly table: "shards" | "operators" | "rings";
  readonly column: string;
  /** Counts rows instead of adding up: those whose column says one of these. */
  readonly among?: readonly (string | number)[];
}

interface TableIdentity {
  readonly sum: Sum;
  /** Another column of the same table that belongs to the sum; nothing where the table has no such column. */
  readonly and?: string;
  readonly plus: readonly string[];
  readonly holdsIn?: (rules: RuleSwitches) => boolean;
}

const operators = (column: string, metric: string, holdsIn?: Identity["holdsIn"]): TableIdentity => ({
  sum: { table: "operators", column },
  plus: [metric],
  ...(holdsIn && { holdsIn }),
});
const workersOf = (what: string, holdsIn?: Identity["holdsIn"]): TableIdentity =>
  operators(`workers_${what.toLowerCase()}`, `population.workers${what}`, holdsIn);
const shards = (
  column: string,
  metric: string,
  among?: Sum["among"],
  holdsIn?: Identity["holdsIn"],
): TableIdentity => ({
  sum: { table: "shards", column, ...(among && { among }) },
  plus: [metric],
  ...(holdsIn && { holdsIn }),
});
const hasRings = ({ lifecycle, emissionRule }: RuleSwitches): boolean => lifecycle !== "trie" || emissionRule === "v20";

const tableIdentities: readonly TableIdentity[] = [
  operators("nodes", "population.peers"),
  operators("workers", "population.workers"),
  ...["Active", "Joining", "Free"].map((what) => workersOf(what)),
  ...["Leaving", "Paused"].map((what) => workersOf(what, is21)),
  operators("places_without_worker", "population.placesWithoutWorker"),
  operators("open_proposals", "lifecycle.openProposals", is21),
  { sum: { table: "operators", column: "ring_positions" }, plus: byRing("provers") },
  {
    sum: { table: "operators", column: "reward_units" },
    // Where joins set balances to zero.
    and: "zeroed_units",
    plus: ["emission.issuedUnits", "fees.creditedUnits"],
  },
  operators("fee_units", "fees.creditedUnits"),
  shards("live", "shard.count"),
  shards("size_bytes", "world.sizeBytes"),
  // Before 2.1 the one shard counts nodes, and the population cores.
  shards("active", "population.workersActive", undefined, is21),
  shards("joining", "population.workersJoining", undefined, is21),
  shards("leaving", "population.workersLeaving", undefined, is21),
  shards("stale_joining", "page.staleJoining", undefined, is21),
  shards("halted", "coverage.haltedShards"),
  shards("health", "shard.healthy", ["healthy"]),
  shards("health", "shard.needsCoverage", ["needs-coverage"]),
  shards("health", "shard.haltRisk", ["halt-risk"]),
  shards("health", "coverage.haltedShards", ["halted"]),
  shards("health", "shard.empty", ["empty"]),
  { sum: { table: "rings", column: "provers" }, plus: byRing("provers") },
  { sum: { table: "rings", column: "reward_units" }, plus: ["emission.issuedUnits"], holdsIn: hasRings },
];

const total = (row: Row, metrics: readonly string[]): bigint =>
  metrics.reduce((sum, metric) => sum + BigInt(row(metric)), 0n);

export type FinalTables = { readonly [Name in Sum["table"]]: Table };

/** What in the tables of the end differs from the last row of the series; null where nothing does. */
export function tableViolation(tables: FinalTables, row: Row, rules: RuleSwitches): string | null {
  for (const { sum, and, plus, holdsIn } of tableIdentities) {
    if (holdsIn?.(rules) === false) continue;
    const beside = and === undefined ? 0n : sumOf(tables, { table: sum.table, column: and });
    const [found, wanted] = [sumOf(tables, sum) + beside, total(row, plus)];
    if (found === wanted) continue;
    return `${sum.table}: ${sum.column} ${sum.among?.join() ?? ""} comes to ${found}, ${plus.join(" + ")} is ${wanted}`;
  }
  return null;
}

function sumOf(tables: FinalTables, { table, column, among }: Sum): bigint {
  const values: Column["values"] = tables[table].columns.find(({ name }) => name === column)?.values ?? [];
  if (among === undefined) return values.reduce<bigint>((sum, value) => sum + BigInt(value), 0n);
  return BigInt(values.filter((value) => typeof value !== "bigint" && among.includes(value)).length);
}
