/**
 * Until when allocations of simulated nodes are registered. A node confirms its active allocations anew as its rules say
 * (`reconfirm`); while it is online nothing is written down, because what it has confirmed follows from its looks.
 */
import type { Network, RandomDraws, RulesInForce } from "../network.js";
import { turnOf } from "../../state/turns.js";
import {
  lookFrames,
  lookFrom,
  lookUpTo,
  mayBeRenewed,
  type Looks,
  nextRenewal,
  type Renewed,
  renewedEpoch,
} from "../../protocol/proposer/renewals.js";
import { nodeRules } from "../node-rules.js";
import { Status } from "../../state/allocations.js";
import { epochNumber } from "../../protocol/clock/epoch.js";
import type { Logged } from "../../state/log/log-of.js";

/** When a node looks whether to confirm its allocations anew. */
export function looksOf(network: RulesInForce & Logged & RandomDraws, node: number): Looks {
  const period = lookFrames(nodeRules(network, node));
  return { phase: turnOf(network, node, period), period };
}

/** Whether a confirmation of the node can arrive in this frame: it looked in the one before. */
export function arrivesIn(network: RulesInForce & Logged & RandomDraws, prover: number, frame: number): boolean {
  return lookFrom(frame - 1, looksOf(network, network.world.provers.node[prover])) === frame - 1;
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
  const { provers, nodes, allocations } = network.world;
  const recorded = allocations.epoch[allocation];
  if (network.rules.lifecycle !== "epoch" || allocations.status[allocation] !== Status.active) return recorded;
  const node = provers.node[allocations.prover[allocation]];
  if (nodes.online[node] === 0) return recorded;
  const rules = nodeRules(network, node);
  if (!mayBeRenewed(recorded, frame, rules)) return recorded;
  return renewedEpoch(renewedOf(network, allocation), frame, looksOf(network, node), rules);
}

const renewedOf = (network: Pick<Network, "world">, allocation: number): Renewed => ({
  recorded: network.world.allocations.epoch[allocation],
  seenFrom: lookedAtFrom(network, allocation),
});

/** First frame after `frame` in which an active allocation of a node that is online is confirmed anew; Infinity without epochs. */
export function nextConfirmation(
  network: RulesInForce & Logged & RandomDraws,
  allocation: number,
  frame: number,
): number {
  if (network.rules.lifecycle !== "epoch") return Number.POSITIVE_INFINITY;
  const { provers, allocations } = network.world;
  const node = provers.node[allocations.prover[allocation]];
  return nextRenewal(renewedOf(network, allocation), frame, looksOf(network, node), nodeRules(network, node));
}

/**
 * Recorded epoch of an allocation that has long been active at `frame`, of a node that was online all the while. Of nodes that
 * renew what has expired a drawn half does so in even epochs (assumption: it depends on when each joined).
 */
export function steadyEpoch(network: RulesInForce & Logged & RandomDraws, prover: number, frame: number): number {
  const { epochFrames } = network.rules;
  const node = network.world.provers.node[prover];
  const current = epochNumber(frame, epochFrames);
  if (nodeRules(network, node).reconfirm === "whenExpired")
    return current + ((current + renewalParity(network, node)) % 2);
  // Looks of the run see it from the next frame on, so that of this one, which is heard then, belongs to what was before.
  const arrived = lookUpTo(frame, looksOf(network, node)) + 1;
  return arrived < 0 ? current : Math.max(current, epochNumber(arrived, epochFrames) + 1);
}

/** Which epochs a node of a measured start begins with renewals, where it renews what has expired: even ones (0) or odd ones. */
export const renewalParity = (network: RandomDraws, node: number): number => turnOf(network, node, 2);

/** Writes down what was confirmed so far; before the status of an allocation or the presence of its node changes. */
export function settleRecordedEpoch(
  network: RulesInForce & Logged & RandomDraws,
  allocation: number,
  frame: number,
): void {
  if (network.rules.lifecycle !== "epoch") return;
  network.world.allocations.epoch[allocation] = recordedEpoch(network, allocation, frame);
}

/** The same of an active allocation where nodes begin to renew by another rule: they look by it from `frame` on. */
export function renewFrom(network: RulesInForce & Logged & RandomDraws, allocation: number, frame: number): void {
  settleRecordedEpoch(network, allocation, frame);
  network.world.allocations.activeSince[allocation] = frame;
}

/**
 * When an active allocation that is in effect, and was `recorded` by `frame`, next expires or is confirmed after it has; Infinity: it
 * goes on as it is.
 */
export function nextRegistration(
  network: RulesInForce & Logged & RandomDraws,
  allocation: number,
  frame: number,
  recorded: number,
): number {
  const { world, rules } = network;
  const node = world.provers.node[world.allocations.prover[allocation]];
  const expires = (recorded + 1) * rules.epochFrames;
  if (expires > frame && nodeRules(network, node).reconfirm !== "ahead") return expires;
  const seenFrom = Math.max(frame, lookedAtFrom(network, allocation));
  const confirmed =
    world.nodes.online[node] === 1 ? lookFrom(seenFrom, looksOf(network, node)) + 1 : Number.POSITIVE_INFINITY;
  if (expires <= frame) return confirmed;
  return confirmed <= expires ? Number.POSITIVE_INFINITY : expires;
}
