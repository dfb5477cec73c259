/**
 * Until when allocations of simulated nodes are registered. A node confirms its active allocations anew once an epoch;
 * while it is online nothing is written down, because what it has confirmed follows from its looks.
 */
import type { Network, RandomDraws, RulesInForce } from "../network.js";
import { nextTurn } from "../../state/turns.js";
import { nodeTiming } from "../../protocol/proposer/timing.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { Status } from "../../state/allocations.js";
import { epochNumber } from "../../protocol/lifecycle/epoch.js";
import type { Logged } from "../../state/log/log-of.js";

/** Frames between two looks at what is to be confirmed again: 30, or an epoch where that is shorter. */
export const lookFrames = ({ epochFrames }: RuleSwitches): number => Math.min(nodeTiming.reconfirm, epochFrames);

/** Whether a confirmation of the node can arrive in this frame: it looked in the one before. */
export function arrivesIn(network: RulesInForce & Logged & RandomDraws, prover: number, frame: number): boolean {
  return nextArrival(network, prover, frame) === frame;
}

/** First frame from `frame` on in which a confirmation of the node arrives. */
function nextArrival(network: RulesInForce & Logged & RandomDraws, prover: number, frame: number): number {
  return (
    nextTurn(network, network.world.provers.node[prover], { from: frame - 1, period: lookFrames(network.rules) }) + 1
  );
}

/** Last frame up to `frame` in which a confirmation of the node arrived, had it looked at every turn. */
function lastArrival(network: RulesInForce & Logged & RandomDraws, prover: number, frame: number): number {
  const period = lookFrames(network.rules);
  return nextArrival(network, prover, frame + 1) - period;
}

/** First frame of which a look sees the allocation active and its node online. */
function lookedAtFrom({ world: { provers, nodes, allocations } }: Pick<Network, "world">, allocation: number): number {
  return Math.max(
    nodes.presenceSince[provers.node[allocations.prover[allocation]]],
    allocations.activeSince[allocation],
  );
}

/**
 * Recorded epoch of an allocation at `frame`: the last one for which it is confirmed (protocol.md 6.3). A join records
 * the epoch after that of its confirmation, and so does every confirmation that arrives later.
 */
export function recordedEpoch(network: RulesInForce & Logged & RandomDraws, allocation: number, frame: number): number {
  const { world, rules } = network;
  const { provers, nodes, allocations } = world;
  const recorded = allocations.epoch[allocation];
  const prover = allocations.prover[allocation];
  if (allocations.status[allocation] !== Status.active || nodes.online[provers.node[prover]] === 0) return recorded;
  const arrived = lastArrival(network, prover, frame);
  if (arrived <= lookedAtFrom(network, allocation)) return recorded;
  return Math.max(recorded, epochNumber(arrived, rules.epochFrames) + 1);
}

/** Recorded epoch of an allocation that has long been active at `frame`, of a node that was online all the while. */
export function steadyEpoch(network: RulesInForce & Logged & RandomDraws, prover: number, frame: number): number {
  const { epochFrames } = network.rules;
  const current = epochNumber(frame, epochFrames);
  const arrived = lastArrival(network, prover, frame);
  return arrived < 0 ? current : Math.max(current, epochNumber(arrived, epochFrames) + 1);
}

/** Writes down what was confirmed so far; before the status of an allocation or the presence of its node changes. */
export function settleRecordedEpoch(
  network: RulesInForce & Logged & RandomDraws,
  allocation: number,
  frame: number,
): void {
  if (network.rules.lifecycle !== "epoch") return;
  network.world.allocations.epoch[allocation] = recordedEpoch(network, allocation, frame);
}

/** When an active allocation that is in effect next expires or is confirmed after it has; Infinity: it goes on as it is. */
export function nextRegistration(
  network: RulesInForce & Logged & RandomDraws,
  allocation: number,
  frame: number,
): number {
  const { world, rules } = network;
  const prover = world.allocations.prover[allocation];
  const recorded = recordedEpoch(network, allocation, frame);
  const expires = (recorded + 1) * rules.epochFrames;
  const confirmed =
    world.nodes.online[world.provers.node[prover]] === 1
      ? nextArrival(network, prover, Math.max(frame, lookedAtFrom(network, allocation)) + 1)
      : Number.POSITIVE_INFINITY;
  if (expires <= frame) return confirmed;
  return confirmed <= expires ? Number.POSITIVE_INFINITY : expires;
}
