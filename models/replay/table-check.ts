/** The tables of a run's end, held against the books. Everything must have been paid. */
import { coverageHealth } from "../coverage/health.js";
import { currentRing } from "../ring/info.js";
import type { AuditedPlace, AuditedProver, AuditedShard, Books } from "./books.js";
import { countCovering } from "./coverage-check.js";
import type { Whom } from "./findings.js";
import { countWorkers, workerColumns } from "./workers.js";
import { countStatus } from "./standing.js";
import type { WrittenRow, WrittenRun } from "./written-run.js";

export type Columns = { readonly [column: string]: number | bigint | string };

export function checkTables(books: Books, { provers, shards, operators, rings }: WrittenRun): void {
  checkRows(books, "provers.csv", provers, {
    rows: [...books.provers.values()],
    key: "prover",
    whom: ({ prover }) => ({ prover }),
    columns: (prover) => columnsOfProver(books, prover),
  });
  checkRows(books, "shards.csv", shards, {
    rows: [...books.shards.values()].filter(({ live, places }) => live || [...places].some(isListed)),
    key: "shard",
    whom: ({ shard }) => ({ shard }),
    columns: (shard) => columnsOfShard(books, shard),
  });
  checkRows(books, "operators.csv", operators, {
    rows: books.scenario.operators.map((_operators, index) => index),
    key: "class",
    whom: () => ({}),
    columns: (index) => columnsOfClass(books, index),
  });
  const seated = proversByRing(books);
  checkRows(books, "rings.csv", rings, {
    rows: seated.map((_provers, ring) => ring),
    key: "ring",
    whom: () => ({}),
    columns: (ring) => columnsOfRing(books, seated[ring], ring),
  });
}

interface Expected<Row> {
  readonly rows: readonly Row[];
  /** Column that names a row. */
  readonly key: string;
  readonly whom: (row: Row) => Whom;
  readonly columns: (row: Row) => Columns;
}

/** Every row that there must be, by its key, and no other. */
export function checkRows<Row>(
  { findings }: Books,
  table: string,
  written: readonly WrittenRow[],
  expected: Expected<Row>,
): void {
  const rows = new Map(written.map((row) => [row[expected.key], row]));
  findings.compare(table, {}, { what: "rows", expected: expected.rows.length, written: written.length });
  for (const one of expected.rows) {
    const columns = expected.columns(one);
    const row = rows.get(String(columns[expected.key]));
    if (row === undefined) {
      findings.add(table, expected.whom(one), `a row of ${expected.key} ${columns[expected.key]}`, "none");
      continue;
    }
    for (const [name, value] of Object.entries(columns)) {
      if (row[name] === undefined) continue;
      findings.compare(table, expected.whom(one), { what: name, expected: value, written: row[name] });
    }
  }
}

export function columnsOfProver({ scenario }: Books, prover: AuditedProver): Columns {
  return {
    prover: prover.prover,
    class: scenario.operators[prover.classIndex].class,
    seniority: prover.seniority,
    workers: prover.workers,
    online: prover.online ? 1 : 0,
    gone: prover.gone ? 1 : 0,
    kickFrame: prover.kickFrame,
    rewardUnits: prover.rewardUnits,
  };
}

function columnsOfShard(books: Books, shard: AuditedShard): Columns {
  const { rules } = books;
  const [active, joining] = [countStatus(shard.places, "active"), countStatus(shard.places, "joining")];
  return {
    shard: shard.shard,
    filter: shard.filter,
    sizeBytes: shard.bytes,
    leafCount: shard.leafCount,
    active,
    joining,
    leaving: countStatus(shard.places, "leaving"),
    currentRing: currentRing(active + joining, rules.ringSize),
    live: shard.live ? 1 : 0,
    health: shard.live ? coverageHealth(countCovering(books, shard), rules) : "",
    halted: shard.halted ? 1 : 0,
  };
}

function columnsOfClass({ scenario, provers, shards }: Books, index: number): Columns {
  const members = [...provers.values()].filter(({ classIndex }) => classIndex === index);
  const counts = countWorkers(members);
  const ringOf = [...shards.values()].flatMap(({ committee, rings }) =>
    committee.flatMap(({ prover }, rank) => (prover.classIndex === index ? [rings[rank]] : [])),
  );
  return {
    class: scenario.operators[index].class,
    nodes: counts.nodes,
    ...workerColumns(counts),
    ringPositions: ringOf.length,
    ringMean: mean(ringOf),
    seniorityMean: mean(members.map(({ seniority }) => seniority)),
    rewardUnits: members.reduce((sum, { rewardUnits }) => sum + rewardUnits, 0n),
  };
}

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** A shard that is gone has a row while somebody is still on it, or asks to be. */
const isListed = ({ status }: AuditedPlace): boolean =>
  status === "active" || status === "joining" || status === "leaving";

/** Who sits in each ring, over all shards. */
function proversByRing({ shards, ringUnits }: Books): AuditedProver[][] {
  // A ring that once had somebody has a row.
  const seated: AuditedProver[][] = ringUnits.map(() => []);
  for (const { committee, rings } of shards.values()) {
    rings.forEach((ring, rank) => {
      seated[ring].push(committee[rank].prover);
    });
  }
  return seated;
}

function columnsOfRing({ ringUnits }: Books, seated: readonly AuditedProver[], ring: number): Columns {
  const seniority = seated.map((prover) => prover.seniority);
  return { ring, provers: seated.length, seniorityMean: mean(seniority), rewardUnits: ringUnits[ring] };
}
