import type { World } from "./world.js";

/**
 * Gives the allocations that are on a shard now, lowest index first, free rows among them. One pass over all
 * allocations serves every shard that is asked for: where many shards change at once, ask one such function.
 */
export function allocationsByShard({ allocations, shards }: World): (shard: number) => readonly number[] {
  const { shard, count } = allocations;
  /** First allocation of each shard and the next one of each allocation, counted from 1; 0: there is none. */
  const first = new Int32Array(shards.count);
  const next = new Int32Array(count);
  for (let allocation = count - 1; allocation >= 0; allocation--) {
    next[allocation] = first[shard[allocation]];
    first[shard[allocation]] = allocation + 1;
  }
  return (asked) => {
    const onShard: number[] = [];
    // A shard that is newer than the pass has nobody yet.
    for (let link = first[asked] ?? 0; link > 0; link = next[link - 1]) onShard.push(link - 1);
    return onShard;
  };
}
