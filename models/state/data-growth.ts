/** How large the data of shards are at a frame: what they were when their growth was last counted anew, and what has grown since. */
import { growthFactor, grownSize } from "../protocol/shard/data-size.js";
import type { World } from "./world.js";

type Growing = Pick<World, "clock" | "growthPerMonth" | "growthSinceUs" | "growthShares" | "shards">;

/** What the data of the shards have grown to at a frame, as a multiple of their base sizes. */
export const grownBy = (
  { clock, growthPerMonth, growthSinceUs }: Pick<World, "clock" | "growthPerMonth" | "growthSinceUs">,
  frame: number,
): number => growthFactor(growthPerMonth, clock.timeOf(frame) - growthSinceUs);

/** Bytes of the data of each live shard at a frame, not whole. */
export function dataAt(world: Growing, frame: number): (shard: number) => number {
  const { growthShares, shards } = world;
  const factor = grownBy(world, frame);
  if (growthShares === null) return (shard) => shards.baseBytes[shard] * factor;
  let worldBase = 0;
  // A retired shard has none.
  for (let shard = 0; shard < shards.count; shard++) worldBase += shards.baseBytes[shard];
  return (shard) => grownSize({ baseBytes: shards.baseBytes[shard], share: growthShares.of(shard), worldBase }, factor);
}

/** So many bytes come to a shard at a frame, and are part of what grows from then on. */
export function storeData(world: Growing, shard: number, bytes: number, frame: number): void {
  if (world.growthShares === null) {
    world.shards.baseBytes[shard] += bytes / grownBy(world, frame);
    return;
  }
  countGrowthFrom(world, frame);
  world.shards.baseBytes[shard] += bytes;
}

/** Base sizes become those of the frame: what comes to a shard would change what all others have grown by else. */
function countGrowthFrom(world: Growing, frame: number): void {
  const { clock, shards } = world;
  const nowUs = clock.timeOf(frame);
  if (world.growthSinceUs === nowUs) return;
  const bytesOf = dataAt(world, frame);
  for (let shard = 0; shard < shards.count; shard++)
    if (shards.retired[shard] === 0) shards.baseBytes[shard] = bytesOf(shard);
  world.growthSinceUs = nowUs;
}
