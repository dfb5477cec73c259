import { Status } from "./allocations.js";
import type { World } from "./world.js";

/**
 * Allocations whose nodes hold a place on a shard: those in its rings, those that enter them with its next handoff, and where operations are written to provers the active ones that
 * this keeps out of them, in order of their rows.
 */
export function holdersOf(world: World, shard: number): readonly number[] {
  const { shards, allocations, ringPositions } = world;
  if (!world.asksOwnStatus) {
    if (!ringPositions.isChanged(shard)) return shards.ranked[shard];
    const isEntering = (allocation: number): boolean =>
      ringPositions.holds(allocation) && allocations.ring[allocation] < 0;
    return [...shards.ranked[shard], ...ringPositions.pending(shard).filter(isEntering)];
  }
  const isActive = (allocation: number): boolean => allocations.status[allocation] === Status.active;
  return shards.members[shard].filter(isActive).sort((a, b) => a - b);
}

/** Whether there are any. */
export const isHeld = ({ shards, asksOwnStatus }: World, shard: number): boolean =>
  asksOwnStatus ? shards.active[shard] > 0 : shards.inRings[shard] > 0;
