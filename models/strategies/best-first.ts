/** Ways to pick shards from the order of their worth, for strategies to use as their `pickJoins`. */
import { choose } from "../../sim/random/distributions/choose.js";
import type { JoinLook } from "./strategy.js";

/** The best shards that the node is not on, in their order. */
export function bestFirst(look: JoinLook): readonly number[] {
  const picks: number[] = [];
  for (let rank = 0; rank < look.shardCount && picks.length < look.wanted; rank++) {
    const shard = look.shardAt(rank);
    if (look.valueOf(shard) < 0) break;
    if (!look.holds(shard)) picks.push(shard);
  }
  return picks;
}

/** As `bestFirst`, but of shards that are worth the same any, as the shuffle of the node's planner does (`proposer.plan`). */
export function bestFirstShuffled(look: JoinLook): readonly number[] {
  const picks: number[] = [];
  for (let from = 0; from < look.shardCount && picks.length < look.wanted;) {
    const first = look.shardAt(from);
    if (look.valueOf(first) < 0) break;
    const to = endOfEqual(look, from);
    if (to === from + 1) {
      if (!look.holds(first)) picks.push(first);
    } else {
      // As many as are wanted even if the node already has every one of its shards among the first drawn.
      const take = Math.min(to - from, look.wanted - picks.length + look.allocations);
      for (const position of choose(look.draws(from), { take, from: to - from })) {
        const shard = look.shardAt(from + position);
        if (picks.length < look.wanted && !look.holds(shard)) picks.push(shard);
      }
    }
    from = to;
  }
  return picks;
}

/** End of the run of shards with the same value that begins at `from`, found in steps that double and halve. */
function endOfEqual(look: JoinLook, from: number): number {
  const value = look.valueOf(look.shardAt(from));
  let step = 1;
  while (from + step < look.shardCount && look.valueOf(look.shardAt(from + step)) === value) step *= 2;
  let low = from + (step >> 1);
  let high = Math.min(from + step, look.shardCount);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (look.valueOf(look.shardAt(middle)) === value) low = middle;
    else high = middle;
  }
  return high;
}
