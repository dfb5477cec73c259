/** How long shards that were healthy take to be so again: noted whenever a shard's state has changed. */
import type { World } from "../../state/world.js";

/** In `healthSeen` of a shard: it never was healthy, it is, or it was and is not. */
export const healthSeen = { never: 0, now: 1, lost: 2 } as const;

/** A shard is healthy, or is not, as of the frame that is stepped; what is undone in the same frame has not happened. */
export function noteHealth({ shards, clock, frame, recoveries }: World, shard: number, isHealthy: boolean): void {
  const seen = shards.healthSeen[shard];
  if (isHealthy === (seen === healthSeen.now) || (!isHealthy && seen !== healthSeen.now)) return;
  const nowUs = clock.timeOf(frame);
  if (!isHealthy) {
    if (shards.healthBackUs[shard] === nowUs) recoveries.add(nowUs - shards.healthLostUs[shard], -1);
    else shards.healthLostUs[shard] = nowUs;
    shards.healthSeen[shard] = healthSeen.lost;
    return;
  }
  shards.healthSeen[shard] = healthSeen.now;
  // Nothing was lost before the first time, nor in a frame that gives it back.
  if (seen === healthSeen.never || shards.healthLostUs[shard] === nowUs) return;
  shards.healthBackUs[shard] = nowUs;
  recoveries.add(nowUs - shards.healthLostUs[shard], 1);
}
