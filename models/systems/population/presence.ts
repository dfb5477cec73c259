/** Outages: when nodes go off and come back, and what that means for the allocations they hold. */
import { exponentialAt } from "../../../sim/random/distributions/inverse.js";
import { accrueShard, settlePosition } from "../../changes/rewards/accrual.js";
import { watchIdleness } from "../../changes/allocations/idleness.js";
import { idleFramesMax } from "../../protocol/lifecycle/eviction.js";
import { sendResumes } from "../pauses/pauses.js";
import { settleRecordedEpoch } from "../../changes/allocations/recorded-epoch.js";
import { reviewStanding } from "../../changes/allocations/standing.js";
import type { Network } from "../../changes/network.js";
import { noteActivity } from "../../state/activity.js";
import { decayOnReturn } from "../seniority/growth.js";
import { Status } from "../../state/allocations.js";
import { refusedFrom } from "./refusing.js";

/** Plans the next outage of a node that is online at `fromUs`: up and down times are exponential. */
export function scheduleOutage(network: Network, prover: number, fromUs: number): void {
  const { uptime, outage } = network.scenario.operators[network.world.provers.operatorClass[prover]];
  if (uptime >= 1) return;
  const meanUpUs = (outage * uptime) / (1 - uptime);
  schedulePresence(network, { prover, online: 0, meanUs: meanUpUs, fromUs });
}

function scheduleReturn(network: Network, prover: number, fromUs: number): void {
  const { outage } = network.scenario.operators[network.world.provers.operatorClass[prover]];
  schedulePresence(network, { prover, online: 1, meanUs: outage, fromUs });
}

function schedulePresence(
  { kernel, kinds, draws, world }: Network,
  { prover, online, meanUs, fromUs }: { prover: number; online: 0 | 1; meanUs: number; fromUs: number },
): void {
  const change = world.provers.presenceChanges[prover]++;
  const u = draws.nodes.purpose("outage").uniform(prover, change);
  kernel.scheduleWithin(kinds.presence, fromUs + Math.ceil(exponentialAt(u, meanUs)), prover, 0, online);
}

/** A node went off or came back: the protocol sees it with the next frame. */
export function notePresence(network: Network, prover: number, online: number): void {
  const { calendars, kernel, scenario, world } = network;
  // Whoever is gone for good has no more outages.
  if (world.provers.gone[prover] === 1) return;
  const frame = network.nextFrame();
  // A planned outage is announced a frame before; it is as long as any other.
  const isPlanned = scenario.operators[world.provers.operatorClass[prover]].pauses;
  const seen = isPlanned ? frame + 1 : frame;
  if (seen >= refusedFrom(network, prover)) return;
  if (isPlanned && online === 0) calendars.plannedOutages.add(frame, prover);
  calendars.presence.addPair(seen, prover, online);
  if (online === 0) scheduleReturn(network, prover, kernel.nowUs);
  else scheduleOutage(network, prover, kernel.nowUs);
}

export function applyPresence(network: Network, frame: number): void {
  const due = network.calendars.presence.take(frame);
  for (let k = 0; k < due.length; k += 2) {
    const prover = due[k];
    if (network.world.provers.gone[prover] === 1 || network.world.provers.online[prover] === due[k + 1]) continue;
    if (due[k + 1] === 1) comeOnline(network, prover, frame);
    else goOffline(network, prover, frame);
  }
}

/** The node's allocations stop taking part with `frame`; what they earned before is settled. */
export function goOffline(network: Network, prover: number, frame: number): void {
  const { world, calendars, touched } = network;
  const { provers, allocations, allocationIndex, shards, rings, totals } = world;
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
    if (isActive) calendars.idle.add(frame + idleFramesMax, allocation);
    rings.present[shards.ringRows[shard][allocations.ring[allocation]]]--;
    shards.present[shard]--;
    shards.seniorityPresent[shard] -= provers.seniority[prover];
    touched.add(shard);
  }
  logProver(network, prover, "goes offline");
  network.activeFrames?.beforePresence(prover, frame);
  provers.online[prover] = 0;
  provers.presenceSince[prover] = frame;
  reviewStandings(network, prover, frame);
  totals.peersOnline--;
}

function comeOnline(network: Network, prover: number, frame: number): void {
  const { world, touched } = network;
  const { provers, allocations, allocationIndex, shards, rings, totals } = world;
  logProver(network, prover, "comes back online");
  const missedFrames = frame - provers.presenceSince[prover];
  network.activeFrames?.beforePresence(prover, frame);
  provers.online[prover] = 1;
  provers.presenceSince[prover] = frame;
  totals.peersOnline++;
  for (
    let allocation = allocationIndex.first(prover);
    allocation >= 0;
    allocation = allocationIndex.after(allocation)
  ) {
    if (allocations.ring[allocation] < 0) continue;
    const shard = allocations.shard[allocation];
    const row = shards.ringRows[shard][allocations.ring[allocation]];
    accrueShard(world, shard, frame);
    allocations.settledUnits.copy(allocation, rings.accumulatedUnits, row);
    rings.present[row]++;
    shards.present[shard]++;
    shards.seniorityPresent[shard] += provers.seniority[prover];
    touched.add(shard);
  }
  reviewStandings(network, prover, frame);
  sendResumes(network, prover, frame);
  decayOnReturn(network, prover, missedFrames);
  network.wakeNode(prover, frame);
}

/** When the allocations of a node expire, or are confirmed again, is another matter now that it is off or back. */
function reviewStandings(network: Network, prover: number, frame: number): void {
  const { allocationIndex, provers } = network.world;
  if (network.rules.lifecycle !== "epoch" || provers.active[prover] === 0) return;
  for (
    let allocation = allocationIndex.first(prover);
    allocation >= 0;
    allocation = allocationIndex.after(allocation)
  ) {
    reviewStanding(network, allocation, frame);
  }
}

function logProver({ log, world }: Network, prover: number, what: string): void {
  log?.record({ frame: world.frame, rule: "lifecycle.effectiveStatus", prover, shard: -1, what, why: "" });
}
