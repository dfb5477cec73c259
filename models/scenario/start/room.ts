/**
 * Whether nodes with so much room can take that many allocations on each shard, no node two on one. Exact: for every j,
 * the j fullest shards have no more allocations than the nodes have workers, at most j of each (Gale–Ryser). Null, or the
 * first that fails.
 */
import { counted } from "../../../sim/units/readable.js";
export function unmetTarget(counts: readonly number[], rooms: Iterable<number>): string | null {
  const nodesWith: number[] = [];
  let nodes = 0;
  for (const room of rooms) {
    nodes++;
    nodesWith[room] = (nodesWith[room] ?? 0) + 1;
  }
  const fullestFirst = counts.toSorted((a, b) => b - a);
  let [needed, taken, withMore] = [0, 0, nodes];
  for (const [k, count] of fullestFirst.entries()) {
    needed += count;
    // Nodes that have room for a k-th and one more.
    withMore -= nodesWith[k] ?? 0;
    taken += withMore;
    if (needed <= taken) continue;
    const shards = k === 0 ? "the fullest shard has" : `the ${counted(k + 1, "fullest shard")} have`;
    return `${shards} ${needed}, the nodes that are there can take ${taken} of them`;
  }
  return null;
}
