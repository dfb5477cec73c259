/** A node that nobody hears any more. */
import type { Network } from "../network.js";
import { Status } from "../../state/allocations.js";
import { accrueShard, settlePosition } from "../rewards/accrual.js";
import type { CauseCode } from "../../state/ledger/causes.js";
import { idleFramesMax } from "../../protocol/lifecycle/eviction.js";
import { recordOfProver } from "../../state/log/record.js";
import { noteActivity } from "../../state/activity.js";
import { hearConfirmation } from "../allocations/own-status.js";
import { reviewStandings } from "../allocations/standing.js";
import { settleRecordedEpoch } from "../allocations/recorded-epoch.js";
import { watchIdleness } from "../allocations/idleness.js";

/** The node's allocations stop taking part with `frame`, because of `code`; what they earned before is settled. */
export function goOffline(network: Network, node: number, frame: number, code: CauseCode): void {
  const { world, calendars, ringPositions, touched } = network;
  const { provers, nodes, allocations, allocationIndex, shards, rings, totals } = world;
  const prover = nodes.prover[node];
  // What it confirmed with its last look is still heard.
  hearConfirmation(network, prover, frame);
  for (
    let allocation = allocationIndex.first(prover);
    allocation >= 0;
    allocation = allocationIndex.after(allocation)
  ) {
    const isActive = allocations.status[allocation] === Status.active;
    if (isActive) settleRecordedEpoch(network, allocation, frame);
    if (allocations.ring[allocation] < 0) {
      // Its idle time stood still while its node was back, and goes on from where it was.
      if (isActive) watchIdleness(network, allocation, frame);
      continue;
    }
    const shard = allocations.shard[allocation];
    accrueShard(world, shard, frame);
    settlePosition(world, allocation);
    noteActivity(world, allocation, frame);
    // A sealed committee may keep one that belongs there no more, whose idle time goes on.
    if (isActive && ringPositions.holds(allocation)) calendars.idle.add(frame + idleFramesMax, allocation);
    else if (isActive) watchIdleness(network, allocation, frame);
    rings.present[shards.ringRows[shard][allocations.ring[allocation]]]--;
    shards.present[shard]--;
    shards.seniorityPresent[shard] -= provers.seniority[prover];
    touched.add(shard);
  }
  recordOfProver(network, prover, {
    rule: "lifecycle.effectiveStatus",
    what: "goes offline",
    why: "",
    cause: { code },
  });
  network.activeFrames?.beforePresence(prover, frame);
  network.onlineTime?.goOff(nodes, node, frame);
  nodes.online[node] = 0;
  network.wire?.noteNode(node);
  nodes.presenceSince[node] = frame;
  reviewStandings(network, prover, frame);
  totals.peersOnline--;
}
