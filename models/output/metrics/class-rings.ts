/** For each class how many of its members each shard has in which ring, as columns beside those of the table of shards. */
import type { Network } from "../../changes/network.js";
import { type Table, type Column } from "./columns.js";

/** Rings with a column of their own; those behind them share one. */
const ownRings = 4;

/** Of so many classes and shards: how many cells there are. */
export const classRingCells = (classes: number, shards: number): number => classes * shards * (ownRings + 1);

/** The table of shards with columns such as `members.ring0[class=home]`; its fingerprint is that without them, since all is in it. */
export function withClassRings({ world, scenario }: Pick<Network, "world" | "scenario">, shardTable: Table): Table {
  const { allocations, nodes, provers, shards } = world;
  const { ring, prover } = allocations;
  const shardsListed = shardTable.columns.find(({ name }) => name === "shard")!.values.map(Number);
  const rowOf = new Int32Array(shards.count).fill(-1);
  shardsListed.forEach((shard, row) => (rowOf[shard] = row));
  const counts = scenario.operators.map(() =>
    Array.from({ length: ownRings + 1 }, () => new Int32Array(shardsListed.length)),
  );
  // To look up the class of everybody takes more than the rest.
  const classOf = (allocation: number): number =>
    counts.length === 1 ? 0 : nodes.operatorClass[provers.node[prover[allocation]]];
  // By rows and not by shards, whose allocations lie far from each other.
  for (let allocation = 0; allocation < allocations.count; allocation++) {
    const row = rowOf[allocations.shard[allocation]];
    if (ring[allocation] >= 0 && row >= 0) counts[classOf(allocation)][Math.min(ring[allocation], ownRings)][row]++;
  }
  const columns = scenario.operators.flatMap((operators, index) =>
    counts[index].map((values, depth): Column => ({
      name: `members.${depth < ownRings ? `ring${depth}` : "deeper"}[class=${operators.class}]`,
      values: [...values],
    })),
  );
  return { ...shardTable, columns: [...shardTable.columns, ...columns] };
}
