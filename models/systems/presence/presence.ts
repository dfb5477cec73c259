/** Nodes that are seen to go off or to come back with a frame, and what that means for their allocations. */
import type { Network } from "../../changes/network.js";
import { accrueShard, startPosition } from "../../changes/rewards/accrual.js";
import { decayOnReturn } from "./decay.js";
import { departNow } from "../../changes/nodes/depart.js";
import { goOffline } from "../../changes/nodes/go-offline.js";
import type { CauseCode } from "../../state/ledger/causes.js";
import { latestOf, recordOfProver } from "../../state/log/record.js";
import { Presence } from "../../state/presence.js";
import { awaitConfirmation } from "../../changes/allocations/own-status.js";
import { reviewStandings } from "../../changes/allocations/standing.js";
import { sendResumes } from "../../changes/nodes/resumes.js";

export function applyPresence(network: Network, frame: number): void {
  const { nodes, timeline } = network.world;
  const due = network.calendars.presence.take(frame);
  for (let k = 0; k < due.length; k += 2) {
    const [node, seen] = [due[k], due[k + 1]];
    if (nodes.gone[node] === 1 || nodes.online[node] === seen) continue;
    if (seen === Presence.vanished)
      departNow(network, node, nodes.departing[node] === 1 ? "operator_leaves" : "timeline");
    else if (seen === Presence.released) {
      if (timeline.release(node)) comeOnline(network, node, frame, "timeline");
    } else if (seen === Presence.cutOff) {
      timeline.hold(node, nodes.online[node] === 0);
      if (nodes.online[node] === 1) goOffline(network, node, frame, "fault");
    } else if (seen === Presence.reached) {
      if (timeline.release(node)) comeOnline(network, node, frame, "fault_over");
    } else if (timeline.isHeld(node)) timeline.noteOwn(node, seen);
    else if (seen === Presence.on) comeOnline(network, node, frame, "outage_over");
    else goOffline(network, node, frame, "outage");
  }
}

function comeOnline(network: Network, node: number, frame: number, code: CauseCode): void {
  const { world, touched } = network;
  const { provers, nodes, allocations, allocationIndex, shards, rings, totals } = world;
  const prover = nodes.prover[node];
  recordOfProver(network, prover, {
    rule: "lifecycle.effectiveStatus",
    what: "comes back online",
    why: "",
    cause: { code, ...latestOf(network, "presence", prover) },
  });
  const missedFrames = frame - nodes.presenceSince[node];
  network.activeFrames?.beforePresence(prover, frame);
  for (
    let allocation = allocationIndex.first(prover);
    allocation >= 0;
    allocation = allocationIndex.after(allocation)
  ) {
    if (allocations.ring[allocation] < 0) continue;
    const shard = allocations.shard[allocation];
    const row = shards.ringRows[shard][allocations.ring[allocation]];
    accrueShard(world, shard, frame);
    startPosition(world, allocation);
    rings.present[row]++;
    shards.present[shard]++;
    shards.seniorityPresent[shard] += provers.seniority[prover];
    touched.add(shard);
  }
  // Whatever was counted above was so without it.
  nodes.online[node] = 1;
  network.wire?.noteNode(node);
  nodes.presenceSince[node] = frame;
  totals.peersOnline++;
  reviewStandings(network, prover, frame);
  awaitConfirmation(network, prover, frame);
  sendResumes(network, prover, frame);
  decayOnReturn(network, prover, missedFrames);
  network.wakeNode(node, frame);
}
