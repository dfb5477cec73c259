/** When nodes have reason to compare allocations again: what allocations are worth has changed. */
import type { FrameSchedule, RulesInForce, ScenarioGiven, ShardFigures, ShardUpdates } from "../../changes/network.js";
import { flagLeaveInterest } from "./leave-picks.js";
import { nodeTiming } from "../../protocol/proposer/timing.js";
import type { Logged } from "../../state/log/log-of.js";

/**
 * Every 4 frames, the pace of proposals, nodes with an allocation that may be worth leaving are flagged, if anything changed
 * since. Nodes that found no shard for a free worker are woken when there are new shards.
 */
export function watchMarket(
  network: RulesInForce & ScenarioGiven & Logged & FrameSchedule & ShardUpdates & ShardFigures,
  frame: number,
): void {
  const { market, touched } = network;
  if (market.hasNewShards) {
    market.hasNewShards = false;
    for (const node of market.waiting) network.wakeNode(node, frame);
    market.waiting.clear();
  }
  if (touched.taken.all.length > 0) market.hasChanged = true;
  if (!market.hasChanged) return;
  if (frame % nodeTiming.proposal !== 0) {
    network.wake(frame - (frame % nodeTiming.proposal) + nodeTiming.proposal);
    return;
  }
  market.hasChanged = false;
  flagLeaveInterest(network, frame);
}
