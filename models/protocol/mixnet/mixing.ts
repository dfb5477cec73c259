/** Pure rules of the random permutation mixnet: who mixes, how long a batch takes, what an observer learns. */
import { integerSqrt } from "../ground/integer-math.js";
import { RuleError } from "../ground/rule.js";

/** Layers of mixing. */
export const depthDefault = 15;

/** Dealers of a mixnet whose players are the active provers of a shard: ⌊√players⌋. Source: protocol.md `mixnet.dealers` (node rpm). */
export function dealersOf(players: number): number {
  return Number(integerSqrt(BigInt(players)));
}

/** Whether so many players can serve so many dealers: players ≥ dealers², with at least one dealer. */
export function canMix(players: number, dealers: number): boolean {
  return dealers >= 1 && players >= dealers * dealers;
}

/** Computing per message and layer, microseconds. (assumption) */
const computeUs = 1;

/**
 * Time from the start of mixing to the release of a batch, microseconds: depth hops at the median latency and the
 * computing of every message in every layer. Source: protocol.md `mixnet.delay` (assumption).
 */
export function mixDelayUs({ depth, hopUs, batch }: { depth: number; hopUs: number; batch: number }): number {
  return depth * hopUs + computeUs * batch * depth;
}

/** When a batch closes: as soon as it is full, else `frameUs` after its first message. Times in microseconds, `arrivalsUs` ascending. Throws `RuleError` without any message. (assumption) */
export function batchClosesUs(arrivalsUs: readonly number[], batch: number, frameUs: number): number {
  if (arrivalsUs.length === 0) throw new RuleError("a batch begins with its first message");
  const deadline = arrivalsUs[0] + frameUs;
  return arrivalsUs.length >= batch ? Math.min(arrivalsUs[batch - 1], deadline) : deadline;
}

/**
 * Chance that an observer links a message to its sender: 1/batch; certain only if all dealers of a layer collude,
 * because fewer shares than `dealers` reveal nothing of a permutation. Source: protocol.md `mixnet.linkChance` (assumption).
 */
export function linkChance({ batch, dealers, corrupt }: { batch: number; dealers: number; corrupt: number }): number {
  return corrupt >= dealers ? 1 : 1 / batch;
}
