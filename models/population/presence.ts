/** Outages: when nodes go off and come back, and what that means for the places they hold. */
import { exponentialAt } from "../../sim/random/distributions/inverse.js";
import { setCovering } from "../coverage/covering.js";
import { accrueShard, settleSeat } from "../emission/accrual.js";
import { epochNumber } from "../lifecycle/epoch.js";
import { idleFramesMax } from "../lifecycle/eviction.js";
import { sendResumes } from "../lifecycle/pausing.js";
import { followsStoredStatus } from "../lifecycle/membership.js";
import { nextEpochStart } from "../lifecycle/request-windows.js";
import type { Network } from "../network.js";
import { noteActivity } from "../ring/activity.js";
import { decayOnReturn } from "../seniority/accrue.js";
import { Status } from "../state/allocations.js";
import { refusedFrom } from "../transport/refusing.js";
import { turnOf } from "./turns.js";

/** A node looks whether it must re-confirm every 30 frames (protocol.md section 9). */
const reconfirmFrames = 30;

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
  { kernel, kinds, streams, world }: Network,
  { prover, online, meanUs, fromUs }: { prover: number; online: 0 | 1; meanUs: number; fromUs: number },
): void {
  const change = world.provers.presenceChanges[prover]++;
  const u = streams.purpose("outage").uniform(prover, change);
  kernel.schedule(kinds.presence, fromUs + Math.ceil(exponentialAt(u, meanUs)), prover, 0, online);
}

/** A node went off or came back: the protocol sees it with the next frame. */
export function notePresence(network: Network, prover: number, online: number): void {
  const { calendars, kernel, scenario, world } = network;
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

/** The node's members stop taking part with `frame`; what they earned before is settled. */
export function goOffline(network: Network, prover: number, frame: number): void {
  const { world, calendars, rules, touched } = network;
  const { provers, allocations, places, shards, rings, totals } = world;
  for (let allocation = places.first(prover); allocation >= 0; allocation = places.after(allocation)) {
    if (allocations.status[allocation] === Status.active) calendars.idle.add(frame + idleFramesMax, allocation);
    if (allocations.ring[allocation] < 0) continue;
    const shard = allocations.shard[allocation];
    accrueShard(world, shard, frame);
    settleSeat(world, allocation);
    noteActivity(world, allocation, frame);
    rings.present[shards.ringRows[shard][allocations.ring[allocation]]]--;
    shards.present[shard]--;
    shards.seniorityPresent[shard] -= provers.seniority[prover];
    touched.add(shard);
  }
  if (rules.lifecycle === "epoch") {
    provers.lapseFrame[prover] = firstLapsedFrame(network, prover, frame);
    calendars.lapses.add(provers.lapseFrame[prover], prover);
  }
  logProver(network, prover, "goes offline");
  network.activeFrames?.beforePresence(prover, frame);
  provers.online[prover] = 0;
  provers.presenceSince[prover] = frame;
  totals.peersOnline--;
}

function comeOnline(network: Network, prover: number, frame: number): void {
  const { world, calendars, touched } = network;
  const { provers, allocations, places, shards, rings, totals } = world;
  logProver(network, prover, "comes back online");
  const missedFrames = frame - provers.presenceSince[prover];
  network.activeFrames?.beforePresence(prover, frame);
  provers.online[prover] = 1;
  provers.presenceSince[prover] = frame;
  provers.lapseFrame[prover] = 0;
  totals.peersOnline++;
  for (let allocation = places.first(prover); allocation >= 0; allocation = places.after(allocation)) {
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
  if (provers.lapsed[prover] === 1) {
    calendars.reconfirmations.add(frame + 1 + turnOf(network, prover, reconfirmFrames), prover);
  }
  sendResumes(network, prover, frame);
  decayOnReturn(network, prover, missedFrames);
  network.wakeNode(prover, frame);
}

/**
 * First frame at which a node that goes off at `frame` has missed its re-confirmation: it confirms once an epoch, for
 * the next one, at its first look of the epoch or after its return.
 */
function firstLapsedFrame(network: Network, prover: number, frame: number): number {
  const { world, rules } = network;
  const epochStart = epochNumber(frame, rules.epochFrames) * rules.epochFrames;
  const lookedFrom = Math.max(epochStart, world.provers.presenceSince[prover]);
  const firstLook = lookedFrom + turnOf(network, prover, reconfirmFrames);
  const nextEpoch = nextEpochStart(frame, rules);
  return firstLook < frame ? nextEpoch + rules.epochFrames : nextEpoch;
}

/** Nodes whose confirmation has run out: they no longer count for coverage, nor in committees that look at that. */
export function lapseDue(network: Network, frame: number): void {
  const { world, calendars, rules, seats } = network;
  const { provers, allocations, places } = world;
  for (const prover of calendars.lapses.take(frame)) {
    if (provers.lapseFrame[prover] !== frame) continue;
    provers.lapsed[prover] = 1;
    logProver(network, prover, "missed its re-confirmation");
    for (let allocation = places.first(prover); allocation >= 0; allocation = places.after(allocation)) {
      if (allocations.status[allocation] !== Status.active) continue;
      setCovering(network, allocation, 0);
      if (!followsStoredStatus(rules)) seats.giveUp(world, allocation);
    }
  }
}

/** Nodes that are back and have confirmed again: what is active and in effect counts for coverage. */
export function reconfirmDue(network: Network, frame: number): void {
  const { world, calendars, rules, seats } = network;
  const { provers, allocations, places } = world;
  for (const prover of calendars.reconfirmations.take(frame)) {
    if (provers.online[prover] === 0) continue;
    provers.lapsed[prover] = 0;
    logProver(network, prover, "confirmed its places again");
    for (let allocation = places.first(prover); allocation >= 0; allocation = places.after(allocation)) {
      const isInEffect = nextEpochStart(allocations.joinConfirmFrame[allocation], rules) <= frame;
      if (allocations.status[allocation] !== Status.active || !isInEffect) continue;
      setCovering(network, allocation, 1);
      if (!followsStoredStatus(rules)) seats.take(world, allocation);
    }
  }
}

function logProver({ log, world }: Network, prover: number, what: string): void {
  log?.record({ frame: world.frame, rule: "lifecycle.effectiveStatus", prover, shard: -1, what, why: "" });
}
