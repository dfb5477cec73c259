/** Since when allocations of a simulated network have been idle: frames in which they could have taken part, and did not. */
import { silencedUntil } from "../../state/silence.js";
import type { FrameSchedule, RulesInForce, ShardUpdates } from "../network.js";
import { takesPart } from "../../state/activity.js";
import { Status } from "../../state/allocations.js";
import { idleFramesMax } from "../../protocol/lifecycle/eviction.js";
import { inEffectFrom } from "../../protocol/lifecycle/request-windows.js";
import type { Logged } from "../../state/log/log-of.js";

/**
 * Whether an active allocation is idle now. Where committees are effective one that is not in its committee cannot take
 * part: its time does not run while its join is deferred, nor while its node is back and has yet to confirm it again.
 * An outage runs on after the confirmation has run out.
 */
export function isAbsent(network: RulesInForce & Logged & ShardUpdates, allocation: number): boolean {
  const { world, ringPositions, rules } = network;
  const { allocations, provers, nodes } = world;
  if (allocations.status[allocation] !== Status.active || takesPart(world, allocation)) return false;
  if (ringPositions.holds(allocation)) return true;
  const isDeferred =
    rules.lifecycle === "epoch" && world.frame < inEffectFrom(allocations.joinConfirmFrame[allocation], rules);
  return nodes.online[provers.node[allocations.prover[allocation]]] === 0 && !isDeferred;
}

/** Last frame before the idle time of an allocation, if it is idle now. Frames that a halt silenced are nobody's fault. */
export function idleSince({ world, rules, history }: RulesInForce & Logged, allocation: number): number {
  const { lastActive, shard } = world.allocations;
  const countFrom = rules.lifecycle === "epoch" ? history.inactivityStart : 0;
  return Math.max(lastActive[allocation], countFrom, silencedUntil(world, shard[allocation], rules));
}

/** Looks at the allocation when it has been idle for too long, should it take part in nothing until then. */
export function watchIdleness(network: RulesInForce & Logged & FrameSchedule, allocation: number, frame: number): void {
  const next = idleSince(network, allocation) + idleFramesMax + 1;
  network.calendars.idle.add(Math.max(frame, next), allocation);
}
