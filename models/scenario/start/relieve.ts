import type { Band } from "./bands.js";

/** What a shard may have: active provers within its health and up to `max`, provers in all within its ring. */
export interface ShardRange {
  readonly health: Band;
  readonly ring: Band;
  readonly max: number;
}

/**
 * Where rings need more joining provers than there are, moves active ones from shards that reach their ring without
 * them to the first that do not, as few as will do.
 */
export function relieve(active: number[], ranges: readonly ShardRange[], joining: number): void {
  const needed = active.map((count, k) => Math.max(0, ranges[k].ring.min - count));
  let excess = needed.reduce((sum, count) => sum + count, 0) - joining;
  let giver = active.length - 1;
  for (let taker = 0; excess > 0 && taker < active.length;) {
    if (needed[taker] === 0 || active[taker] === ranges[taker].max) taker++;
    else if (giver < 0) return;
    else if (active[giver] <= Math.max(ranges[giver].health.min, ranges[giver].ring.min)) giver--;
    else {
      active[giver]--;
      active[taker]++;
      needed[taker]--;
      excess--;
    }
  }
}
