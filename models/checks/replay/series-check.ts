/** Columns of `series.csv`, counted anew from the books at the frame of each row. */
import { inQuil } from "../../output/metrics/in-quil.js";
import { currentRing } from "../../protocol/ring/info.js";
import type { AuditedAllocation } from "./audited.js";
import type { Books } from "./books.js";
import { countStates } from "./coverage-check.js";
import { pageColumns } from "./page-columns.js";
import { fileColumns } from "./file-rows.js";
import type { MissingFrames } from "./missing-frames.js";
import { proverOnlyFrames } from "./silence.js";
import { issuedUpTo } from "./shard-pay.js";
import { countWorkers, workerColumns } from "./workers.js";
import type { WrittenRow } from "./written-run.js";

/** Depths of ring that the columns tell apart: 0 to 3, and deeper. */
const depthNames = ["0", "1", "2", "3", "Deeper"];
const depthOf = (ring: number): number => Math.min(ring, depthNames.length - 1);

/** Holds a row against the books; what nodes have are only compared where the row was written with a frame. */
export function checkSeriesRow(books: Books, missing: MissingFrames, row: WrittenRow, isOnTime: boolean): void {
  const expected = expectedColumns(books, missing);
  for (const [name, value] of Object.entries(expected)) {
    if (row[name] === undefined || (!isOnTime && name.startsWith("population."))) continue;
    books.findings.compare("series.csv", {}, { what: name, expected: value, written: row[name] });
  }
}

function expectedColumns(books: Books, missing: MissingFrames): { readonly [column: string]: number | bigint } {
  const { counted, difficulty, frame, worldBytes } = books;
  const nodes = [...books.provers.values()];
  const counts = countWorkers(nodes);
  const shards = [...books.liveShards()];
  const states = countStates(books);
  const provers = depthNames.map(() => 0);
  const shardsOf = depthNames.map(() => 0);
  let unitsPerFrame = 0n;
  for (const { rings, allocations, live, pay } of books.shards.values()) {
    for (const ring of rings) provers[depthOf(ring)]++;
    unitsPerFrame += pay.unitsPerFrame;
    if (live) shardsOf[depthOf(currentRing(headCount(allocations), books.rules.ringSize))]++;
  }
  const issued = issuedUpTo(books, missing, frame);
  return {
    "population.peers": counts.nodes,
    "population.peersOnline": nodes.filter(({ gone, online }) => online && !gone).length,
    ...Object.fromEntries(Object.entries(workerColumns(counts)).map(([word, count]) => [`population.${word}`, count])),
    "shard.count": shards.length,
    "shard.healthy": states.healthy,
    "shard.needsCoverage": states["needs-coverage"],
    "shard.haltRisk": states["halt-risk"],
    "shard.empty": states.empty,
    "coverage.haltedShards": states.halted,
    "coverage.proverOnlyFrames": proverOnlyFrames(books),
    ...named("ring.provers", provers),
    ...named("ring.shards", shardsOf),
    ...pageColumns(books),
    "world.sizeBytes": worldBytes,
    "lifecycle.joins": counted.joins,
    "lifecycle.confirms": counted.confirms,
    "lifecycle.rejects": counted.rejects,
    "lifecycle.leaves": counted.leaves,
    "lifecycle.rescueLeaves": counted.rescueLeaves,
    "lifecycle.rescueLeavesPerThinShard": counted.thinStreaks === 0 ? 0 : counted.rescueLeaves / counted.thinStreaks,
    "lifecycle.evictions": counted.evictions,
    "lifecycle.kicks": counted.kicks,
    "shard.splits": counted.splits,
    "shard.merges": counted.merges,
    "emission.perFrameUnits": unitsPerFrame,
    "emission.issuedUnits": issued,
    "emission.issued_quil": inQuil(issued),
    "clock.difficulty": difficulty,
    "fees.paidUnits": books.feesPaidUnits,
    "fees.burntUnits": books.feesBurntUnits,
    "fees.creditedUnits": books.feesCreditedUnits,
    "fees.transactions": counted.transactions,
    ...fileColumns(books),
  };
}

const named = (name: string, counts: readonly number[]): { readonly [column: string]: number } =>
  Object.fromEntries(counts.map((count, depth) => [`${name}${depthNames[depth]}`, count]));

const headCount = (allocations: Iterable<AuditedAllocation>): number => {
  let count = 0;
  for (const { status } of allocations) if (status === "active" || status === "joining") count++;
  return count;
};
