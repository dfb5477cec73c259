/** The tables of a run's end, held against the books. Everything must have been paid. */
import { currentRing } from "../../protocol/ring/info.js";
import type { AuditedAllocation, AuditedProver, AuditedShard } from "./audited.js";
import type { Books } from "./books.js";
import { stateOf } from "./coverage-check.js";
import type { Subject } from "./findings.js";
import { columnsOfWorkers, countWorkers } from "./workers.js";
import { countStatus } from "./standing.js";
import type { WrittenRow, WrittenRun } from "./written-run.js";

export type Columns = { readonly [column: string]: number | bigint | string };

/** The rows that the tables of the end must have, as the books have them. */
export interface EndRows {
  readonly shards: readonly Columns[];
  /** Of a class of the scenario, by its index. */
  readonly classAt: (index: number) => Columns;
  readonly rings: readonly Columns[];
}

export function checkTables(books: Books, run: WrittenRun): void {
  const listed = [...books.shards.values()].filter(
    ({ live, allocations, staleJoining }) => live || staleJoining > 0 || [...allocations].some(isListed),
  );
  checkEnd(books, run, {
    shards: listed.map((shard) => columnsOfShard(books, shard)),
    classAt: (index) => columnsOfClass(books, index),
    rings: proversByRing(books).map((provers, ring) => columnsOfRing(books, provers, ring)),
  });
}

/** Every table of the end against its rows; provers and classes are those of the scenario in every era. */
export function checkEnd(books: Books, run: WrittenRun, { shards, classAt, rings }: EndRows): void {
  const provers = [...books.provers.values()].map((prover) => columnsOfProver(books, prover));
  const classes = books.scenario.operators.map((_operators, index) => classAt(index));
  checkRows(books, { table: "provers.csv", key: "prover", written: run.provers }, provers);
  checkRows(books, { table: "shards.csv", key: "shard", written: run.shards }, shards);
  checkRows(books, { table: "operators.csv", key: "operator_class", written: run.operators }, classes);
  checkRows(books, { table: "rings.csv", key: "ring", written: run.rings }, rings);
}

interface WrittenTable {
  readonly table: string;
  /** Column that names a row. */
  readonly key: string;
  readonly written: readonly WrittenRow[];
}

/** Every row that there must be, by its key, and no other. */
function checkRows({ findings }: Books, { table, key, written }: WrittenTable, expected: readonly Columns[]): void {
  const rows = new Map(written.map((row) => [row[key], row]));
  findings.compare(table, {}, { what: "rows", expected: expected.length, written: written.length });
  for (const columns of expected) {
    const row = rows.get(String(columns[key]));
    const whom: Subject = key === "prover" || key === "shard" ? { [key]: Number(columns[key]) } : {};
    if (row === undefined) {
      findings.add(table, whom, `a row of ${key} ${columns[key]}`, "none");
      continue;
    }
    for (const [name, value] of Object.entries(columns)) {
      if (row[name] === undefined) continue;
      findings.compare(table, whom, { what: name, expected: value, written: row[name] });
    }
  }
}

function columnsOfProver({ scenario }: Books, prover: AuditedProver): Columns {
  return {
    prover: prover.prover,
    operator_class: scenario.operators[prover.classIndex].class,
    seniority: prover.seniority,
    workers: prover.workers,
    online: prover.online ? 1 : 0,
    gone: prover.gone ? 1 : 0,
    kick_frame: prover.kickFrame,
    reward_units: prover.rewardUnits,
    fee_units: prover.feeUnits,
    zeroed_units: prover.zeroedUnits,
  };
}

function columnsOfShard(books: Books, shard: AuditedShard): Columns {
  const { rules } = books;
  const [active, joining] = [countStatus(shard.allocations, "active"), countStatus(shard.allocations, "joining")];
  return {
    shard: shard.shard,
    shard_filter: shard.filter,
    size_bytes: shard.bytes,
    leaf_count: shard.leafCount,
    active,
    joining,
    leaving: countStatus(shard.allocations, "leaving"),
    current_ring: currentRing(active + joining, rules.ringSize),
    live: shard.live ? 1 : 0,
    health: shard.live ? stateOf(books, shard) : "",
    halted: shard.halted ? 1 : 0,
  };
}

function columnsOfClass({ scenario, provers, shards }: Books, index: number): Columns {
  const ofClass = [...provers.values()].filter(({ classIndex }) => classIndex === index);
  const counts = countWorkers(ofClass);
  const ringOf = [...shards.values()].flatMap(({ committee, rings }) =>
    committee.flatMap(({ prover }, rank) => (prover.classIndex === index ? [rings[rank]] : [])),
  );
  return {
    operator_class: scenario.operators[index].class,
    nodes: counts.nodes,
    ...columnsOfWorkers(counts),
    ring_positions: ringOf.length,
    ring_mean: mean(ringOf),
    seniority_mean: mean(ofClass.map(({ seniority }) => seniority)),
    reward_units: ofClass.reduce((sum, { rewardUnits }) => sum + rewardUnits, 0n),
    fee_units: ofClass.reduce((sum, { feeUnits }) => sum + feeUnits, 0n),
    zeroed_units: ofClass.reduce((sum, { zeroedUnits }) => sum + zeroedUnits, 0n),
  };
}

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** A shard that is gone has a row while somebody is still on it, or asks to be. */
const isListed = ({ status }: AuditedAllocation): boolean =>
  status === "active" || status === "joining" || status === "leaving";

/** Who sits in each ring, over all shards. */
function proversByRing({ shards, ringUnits }: Books): AuditedProver[][] {
  // A ring that once had somebody has a row.
  const byRing: AuditedProver[][] = ringUnits.map(() => []);
  for (const { committee, rings } of shards.values()) {
    rings.forEach((ring, rank) => {
      byRing[ring].push(committee[rank].prover);
    });
  }
  return byRing;
}

function columnsOfRing({ ringUnits }: Books, provers: readonly AuditedProver[], ring: number): Columns {
  const seniority = provers.map((prover) => prover.seniority);
  return { ring, provers: provers.length, seniority_mean: mean(seniority), reward_units: ringUnits[ring] };
}
