/** The tables of the end of a run of 2.0, held against the books. Everything must have been paid. */
import { createHash } from "node:crypto";
import { coverageHealth } from "../../../protocol/coverage/health.js";
import { currentRing } from "../../../protocol/ring/info.js";
import type { AuditedProver } from "../audited.js";
import { checkEnd, type Columns, mean } from "../table-check.js";
import { columnsOfWorkers } from "../workers.js";
import type { WrittenRun } from "../written-run.js";
import { countCores } from "./cores.js";
import type { RingBooks } from "./ring-books.js";

export function checkRingTables(ringBooks: RingBooks, run: WrittenRun): void {
  checkEnd(ringBooks.books, run, {
    shards: [columnsOfShard(ringBooks)],
    classAt: (index) => columnsOfClass(ringBooks, index),
    // A ring that once had somebody has a row.
    rings: ringBooks.coreUnits.map((_units, ring) => columnsOfRing(ringBooks, ring)),
  });
}

function columnsOfShard({ books: { scenario, rules }, members }: RingBooks): Columns {
  return {
    shard: 0,
    live: 1,
    shard_filter: createHash("sha256").update("application").digest("hex"),
    size_bytes: scenario.shards.world,
    leaf_count: 1,
    active: members.size,
    joining: 0,
    leaving: 0,
    current_ring: currentRing(members.size, rules.ringSize),
    health: coverageHealth(members.size, rules),
    halted: 0,
  };
}

function columnsOfClass(ringBooks: RingBooks, index: number): Columns {
  const { books, rings } = ringBooks;
  const isOfClass = ({ classIndex }: AuditedProver): boolean => classIndex === index;
  const nodes = [...books.provers.values()].filter(isOfClass);
  const counts = countCores(ringBooks, nodes);
  const ringOf = rings.flatMap((ring, k) => ring.filter(({ prover }) => isOfClass(prover)).map(() => k));
  return {
    operator_class: books.scenario.operators[index].class,
    nodes: counts.nodes,
    ...columnsOfWorkers(counts),
    ring_positions: ringOf.length,
    ring_mean: mean(ringOf),
    seniority_mean: mean(nodes.map(({ seniority }) => seniority)),
    reward_units: nodes.reduce((sum, { rewardUnits }) => sum + rewardUnits, 0n),
  };
}

function columnsOfRing({ books, rings, coreUnits }: RingBooks, ring: number): Columns {
  const members = rings[ring] ?? [];
  return {
    ring,
    provers: members.length,
    seniority_mean: mean(members.map(({ prover }) => prover.seniority)),
    reward_units: books.ringUnits[ring],
    // What a core has earned in a ring in which somebody sits.
    position_units: members.length === 0 ? 0n : coreUnits[ring],
  };
}
