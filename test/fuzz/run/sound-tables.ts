/** What holds in the tables of every run: finite numbers, counts from 0, sums that only rise, shards counted once. */
import type { RuleSwitches } from "../../../models/protocol/ground/rule-sets.js";
import { seriesMetrics } from "../../../models/output/metrics/series.js";
import type { RunResult } from "../../../sim/experiment/model.js";
import { type Cell, type Table, valuesOf } from "../../../sim/table/result-table.js";
import { type Finding, finding } from "../finding.js";

export function tableFindings({ tables, metrics }: RunResult, { lifecycle }: RuleSwitches): Finding[] {
  const found = Object.entries(tables).flatMap(([name, table]) => [
    ...lengthFindings(name, table as Table),
    ...numberFindings(name, table as Table),
  ]);
  for (const { name, value } of metrics) {
    if (value === null || isSound(name, value)) continue;
    found.push(finding("number", `metric ${name} is ${value}`));
  }
  const columns = risingFindings(tables.series);
  // Before 2.1 there was one shard, which nobody counted by rings or by health.
  return [...found, ...columns, ...(lifecycle === "trie" ? [] : firstRowFinding(tables.series))];
}

function lengthFindings(name: string, { columns, rowCount }: Table): Finding[] {
  const other = columns.find(({ values }) => values.length !== rowCount);
  return other === undefined ? [] : [finding("table", `${name}: column ${other.name} is not as long as the table`)];
}

/** An event need not be about a prover, a shard or an amount: its cells are then empty. */
const causes = ["cause_event_id", "cause_prover", "cause_shard", "cause_share"];
/** Cells that are empty where there is nothing to say, by table: no ring without an active allocation, no price at which a class breaks even. */
const mayBeEmpty: { readonly [table: string]: ReadonlySet<string> | undefined } = {
  events: new Set(["prover", "shard", "other", "value", ...causes]),
  allocations: new Set(["ring", "ring_rank", "last_active_frame"]),
  operators: new Set(["breakEven_usd", "payback_days"]),
  books: new Set(["breakEven_usd", "payback_days"]),
  series: new Set([
    // Of Dawn, before its first round has ended.
    "dawn.participants",
    "dawn.rewardEach_quil",
    "emission.perFrameUnits",
    "emission.issuedPerDay_quil",
    "money.securityBudget_usd",
    // Where there is no supply yet, and before hardware had generations.
    "supply.inflation",
    "money.inflation",
    "emission.generation",
    // Before the first global frame.
    "wire.globalFrame_bytes",
    "wire.commitments_bytes",
  ]),
};

/** A strategy that nobody has followed so far has earned nothing that could be told. */
const ofFollowers = /^followers\.earned_quil\[/;

function numberFindings(table: string, { columns }: Table): Finding[] {
  return columns.flatMap(({ name, values }) => {
    const isEmpty = (cell: Cell): boolean =>
      Number.isNaN(cell) && (mayBeEmpty[table]?.has(name) === true || ofFollowers.test(name));
    const row = Array.from<Cell>(values).findIndex((cell) => !isSound(name, cell) && !isEmpty(cell));
    return row < 0 ? [] : [finding("number", `${table}.${name} is ${String(values[row])} in row ${row}`)];
  });
}

/** Balances, of which more can go than there was. */
const balance = /\b(?:profit|cash)_usd\b/;

function isSound(name: string, cell: Cell): boolean {
  if (typeof cell === "string") return true;
  const isNumber = typeof cell === "bigint" || Number.isFinite(cell);
  return isNumber && (cell >= 0 || balance.test(name));
}

const rising = ["frame", "time_s", ...seriesMetrics.filter(({ about }) => about.includes("since the start")).map(({ name }) => name)]; // prettier-ignore

function risingFindings(series: Table): Finding[] {
  return rising.flatMap((name) => {
    const values = Array.from<Cell>(columnOf(series, name));
    const row = values.findIndex((cell, k) => k > 0 && cell < values[k - 1]);
    return row < 0 ? [] : [finding("falls", `${name} falls from ${values[row - 1]} to ${values[row]} in row ${row}`)];
  });
}

/** What is wrong with the first row that does not add up. */
function firstRowFinding(series: Table): Finding[] {
  for (let row = 0; row < series.rowCount; row++) {
    const found = rowFindings(series, row);
    if (found.length > 0) return found;
  }
  return [];
}

const columnOf = (series: Table, name: string) =>
  series.columns.some((column) => column.name === name) ? valuesOf(series, name) : [];

const depths = [0, 1, 2, 3, "Deeper"];

function rowFindings(series: Table, row: number): Finding[] {
  const read = (name: string): number => Number(valuesOf(series, name)[row]);
  const found: Finding[] = [];
  const equal = (what: string, a: number, b: number): void => {
    if (a !== b) found.push(finding("row", `${what}: ${a} and ${b} in row ${row}`));
  };
  const sum = (names: readonly string[]): number => names.reduce((total, name) => total + read(name), 0);
  const count = read("shard.count");
  const states = ["shard.healthy", "shard.needsCoverage", "shard.haltRisk", "coverage.haltedShards", "shard.empty"];
  equal("shards by state, and shards", sum(states), count);
  equal("shards by ring, and shards", sum(depths.map((depth) => `ring.shards${depth}`)), count);
  if (read("population.peersOnline") > read("population.peers"))
    found.push(finding("row", `more nodes online than there are in row ${row}`));
  return found;
}
