/** Outages: when nodes go off and come back. */
import type { DurationUs, SimTimeUs } from "../../../sim/units/quantity-types.js";
import type { EventEngine, FrameSchedule, RandomDraws, RulesInForce, ScenarioGiven } from "../../changes/network.js";
import { exponentialAt } from "../../../sim/random/distributions/inverse.js";
import { refusedFrom } from "./refusing.js";
import { outageTimes } from "../../scenario/fidelity.js";
import type { Logged } from "../../state/log/log-of.js";

/** Plans the next outage of a node that is online at `fromUs`, of those that are followed: up and down times are exponential. */
export function scheduleOutage(
  network: ScenarioGiven & Logged & RandomDraws & EventEngine,
  node: number,
  fromUs: SimTimeUs,
): void {
  const { scenario, world } = network;
  const { meanUpUs } = outageTimes(scenario, scenario.operators[world.nodes.operatorClass[node]]);
  if (meanUpUs < Number.POSITIVE_INFINITY) schedulePresence(network, { node, online: 0, meanUs: meanUpUs, fromUs });
}

function scheduleReturn(
  network: ScenarioGiven & Logged & RandomDraws & EventEngine,
  node: number,
  fromUs: SimTimeUs,
): void {
  const { scenario, world } = network;
  const entry = scenario.operators[world.nodes.operatorClass[node]];
  const { shortestUs } = outageTimes(scenario, entry);
  schedulePresence(network, { node, online: 1, meanUs: entry.outage, fromUs: fromUs + shortestUs });
}

function schedulePresence(
  { kernel, kinds, draws, world }: Logged & RandomDraws & EventEngine,
  { node, online, meanUs, fromUs }: { node: number; online: 0 | 1; meanUs: DurationUs; fromUs: SimTimeUs },
): void {
  const { nodes, tilt } = world;
  const change = nodes.presenceChanges[node]++;
  const u = draws.nodes.purpose("outage").uniform(node, change);
  const operatorClass = nodes.operatorClass[node];
  const drawnUs = tilt === null ? meanUs : tilt.begin(node, { operatorClass, online, meanUs, fromUs });
  kernel.scheduleWithin(kinds.presence, fromUs + Math.ceil(exponentialAt(u, drawnUs)), node, 0, online);
}

/** A node went off or came back: the protocol sees it with the next frame. */
export function notePresence(
  network: RulesInForce & ScenarioGiven & Logged & FrameSchedule & RandomDraws & EventEngine,
  node: number,
  online: number,
): void {
  const { calendars, kernel, scenario, world } = network;
  world.tilt?.end(node, kernel.nowUs);
  // Whoever is gone for good has no more outages.
  if (world.nodes.gone[node] === 1) return;
  const frame = network.nextFrame();
  // A planned outage is announced a frame before; it is as long as any other.
  const isPlanned = scenario.operators[world.nodes.operatorClass[node]].pauses;
  const seen = isPlanned ? frame + 1 : frame;
  if (seen >= refusedFrom(network, node)) return;
  if (isPlanned && online === 0) calendars.plannedOutages.add(frame, node);
  calendars.presence.addPair(seen, node, online);
  if (online === 0) scheduleReturn(network, node, kernel.nowUs);
  else scheduleOutage(network, node, kernel.nowUs);
}
