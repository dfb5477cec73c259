/** The storage audit of the simulated shards: members caught with openings that do not hold are kicked. */
import { kick } from "../../changes/nodes/kick.js";
import type {
  Network,
  FrameSchedule,
  ProverWatches,
  RulesInForce,
  ShardFigures,
  ShardUpdates,
} from "../../changes/network.js";
import { isOver, Status } from "../../state/allocations.js";
import type { Logged } from "../../state/log/log-of.js";

const failedAudit = {
  rule: "audit.selected",
  why: "an audited opening of its prover did not hold",
  cause: { code: "failed_audit" },
} as const;

/** Notes the members that this frame's audit finds out. */
export function findCheaters({ cheaters }: Pick<Network, "cheaters">, frame: number): void {
  cheaters?.find(frame);
}

/**
 * Kicks the provers of members that were caught. They took part in the frame, whose rewards they keep, and counted for
 * its coverage: audits come after coverage and evictions (protocol.md section 16).
 */
export function kickCheaters(
  network: RulesInForce & Logged & FrameSchedule & ShardUpdates & ShardFigures & ProverWatches,
  frame: number,
): void {
  const { cheaters, world } = network;
  if (cheaters === null) return;
  const { prover, shard, status } = world.allocations;
  for (const allocation of cheaters.caught) {
    if (isOver(status[allocation]) || status[allocation] === Status.free) continue;
    const cause = { ...failedAudit.cause, shard: shard[allocation] };
    kick(network, prover[allocation], { frame, creditedUntil: frame + 1 }, { ...failedAudit, cause });
  }
}
