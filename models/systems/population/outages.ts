/** Outages: when nodes go off and come back. */
import type { DurationUs, SimTimeUs } from "../../../sim/units/quantity-types.js";
import type { Network } from "../../changes/network.js";
import { exponentialAt } from "../../../sim/random/distributions/inverse.js";
import { refusedFrom } from "./refusing.js";

/** Plans the next outage of a node that is online at `fromUs`: up and down times are exponential. */
export function scheduleOutage(network: Network, prover: number, fromUs: SimTimeUs): void {
  const { uptime, outage } = network.scenario.operators[network.world.provers.operatorClass[prover]];
  if (uptime >= 1) return;
  const meanUpUs = (outage * uptime) / (1 - uptime);
  schedulePresence(network, { prover, online: 0, meanUs: meanUpUs, fromUs });
}

function scheduleReturn(network: Network, prover: number, fromUs: SimTimeUs): void {
  const { outage } = network.scenario.operators[network.world.provers.operatorClass[prover]];
  schedulePresence(network, { prover, online: 1, meanUs: outage, fromUs });
}

function schedulePresence(
  { kernel, kinds, draws, world }: Network,
  { prover, online, meanUs, fromUs }: { prover: number; online: 0 | 1; meanUs: DurationUs; fromUs: SimTimeUs },
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
