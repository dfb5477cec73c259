/** Who made a shard thin, or covered, or crowded. */
import type { Cause, CauseCode } from "../../state/ledger/causes.js";
import type { Logged } from "../../state/log/log-of.js";
import { latestOf } from "../../state/log/record.js";

/** The prover that covers the shard since last, and what was said of it: it follows from there. */
export function causeByGain(logged: Logged, shard: number, code: CauseCode): Cause {
  const { gained, gainedProver } = logged.world.shards;
  return causeBy(logged, { code, allocation: gained[shard], prover: gainedProver[shard], shard });
}

/** The prover that was the last to cover it no longer. */
export function causeByLoss(logged: Logged, shard: number, code: CauseCode): Cause {
  const { lost, lostProver } = logged.world.shards;
  return causeBy(logged, { code, allocation: lost[shard], prover: lostProver[shard], shard });
}

interface CoverChange {
  readonly code: CauseCode;
  readonly allocation: number;
  readonly prover: number;
  readonly shard: number;
}

function causeBy({ log, world }: Logged, { code, allocation, prover, shard }: CoverChange): Cause {
  // Nothing is said of what was so from the start.
  if (allocation < 0) return { code };
  const { allocations } = world;
  // Another allocation may have the row of one that is over by now.
  const isSame = allocations.prover[allocation] === prover && allocations.shard[allocation] === shard;
  return { code, prover, ...(isSame && latestOf({ log }, "allocation", allocation)) };
}
