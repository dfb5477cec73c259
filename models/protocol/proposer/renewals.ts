/**
 * Until when a node's looks keep its allocations registered: `reconfirm`. What a look sends is heard in the next frame.
 * Source: protocol.md 6.3 (node rs:quil-engine/src/worker_allocator.rs; October N: same).
 */
import type { RuleSwitches } from "../ground/rule-sets.js";
import { epochNumber } from "../clock/epoch.js";
import { nodeTiming } from "./timing.js";

type RenewalSwitches = Pick<RuleSwitches, "reconfirm" | "epochFrames">;

/** When a node looks at what it has to confirm again: in one frame of every `period`. */
export interface Looks {
  readonly phase: number;
  readonly period: number;
}

/** An allocation, and since when looks of its node see it. */
export interface Renewed {
  /** Last epoch that it was confirmed for, as far as known. */
  readonly recorded: number;
  /** First frame of which a look sees it active and its node online. */
  readonly seenFrom: number;
}

/**
 * Frames between two looks: who renews ahead has an epoch's time and looks every 30; who waits until an allocation has expired
 * sees that at its next turn, and the 30 frames between two confirmations of one filter have passed long since. At most an epoch.
 */
export function lookFrames({ reconfirm, epochFrames }: RenewalSwitches): number {
  return Math.min(reconfirm === "ahead" ? nodeTiming.reconfirm : nodeTiming.proposal, epochFrames);
}

/** First look at or after a frame. */
export function lookFrom(from: number, { phase, period }: Looks): number {
  return phase + Math.ceil((from - phase) / period) * period;
}

/** Last look at or before a frame. */
export function lookUpTo(frame: number, looks: Looks): number {
  return lookFrom(frame - looks.period + 1, looks);
}

/**
 * Whether looks can have changed by `frame` what an allocation was last known to be confirmed for. Who renews what has expired does nothing before
 * it has: asked first, it spares to know when the node looks.
 */
export function mayBeRenewed(recorded: number, frame: number, { reconfirm, epochFrames }: RenewalSwitches): boolean {
  return reconfirm === "ahead" || (recorded + 1) * epochFrames < frame;
}

/** Last epoch that an allocation is confirmed for at `frame`, while its node looks at every turn. */
export function renewedEpoch(allocation: Renewed, frame: number, looks: Looks, rules: RenewalSwitches): number {
  return rules.reconfirm === "ahead"
    ? renewedAhead(allocation, frame, looks, rules)
    : renewedWhenExpired(allocation, frame, looks, rules);
}

/**
 * First frame after `frame` in which a confirmation of the allocation is heard, as long as its node looks at every turn.
 * Source: as above.
 */
export function nextRenewal(allocation: Renewed, frame: number, looks: Looks, rules: RenewalSwitches): number {
  const registeredUntil = renewedEpoch(allocation, frame, looks, rules);
  const { reconfirm, epochFrames } = rules;
  // Who renews ahead registers for the next epoch with what is heard from the first frame of this one on.
  const from = reconfirm === "ahead" ? registeredUntil * epochFrames - 1 : (registeredUntil + 1) * epochFrames;
  return lookFrom(Math.max(from, frame, allocation.seenFrom), looks) + 1;
}

function renewedAhead({ recorded, seenFrom }: Renewed, frame: number, looks: Looks, rules: RenewalSwitches): number {
  // A look of this very frame is heard in the next.
  const lastLook = lookFrom(frame, looks) - looks.period;
  const arrived = lastLook + 1;
  if (lastLook < seenFrom) return recorded;
  return Math.max(recorded, epochNumber(arrived, rules.epochFrames) + 1);
}

/**
 * Where an epoch is longer than two looks, the first renewal is for the epoch after its own, and each that follows, a look after that one is over, for
 * the one after next: all but the last are skipped. Shorter ones come round:
 * a renewal leads to the next by what its epoch leaves over when divided by the period, so once that is again what it was, after
 * as many renewals as there are remainders at most, whole rounds are skipped.
 */
function renewedWhenExpired(
  { recorded, seenFrom }: Renewed,
  frame: number,
  looks: Looks,
  { epochFrames }: RenewalSwitches,
): number {
  const { period } = looks;
  if (epochFrames > 2 * period) {
    const first = lookFrom(Math.max((recorded + 1) * epochFrames, seenFrom), looks) + 1;
    if (first > frame) return recorded;
    const now = epochNumber(frame, epochFrames);
    const renewed = epochNumber(first, epochFrames) + 1;
    if (now <= renewed) return renewed;
    // Those of every second epoch from there on; what was for the epoch before this one is renewed a look after it.
    if ((now - renewed) % 2 === 0) return now;
    return lookFrom(now * epochFrames, looks) + 1 > frame ? now - 1 : now + 1;
  }
  let epoch = recorded;
  let roundFrom = -1;
  for (let renewals = 1; ; renewals++) {
    const arrives = lookFrom(Math.max((epoch + 1) * epochFrames, seenFrom), looks) + 1;
    if (arrives > frame) return epoch;
    epoch = epochNumber(arrives, epochFrames) + 1;
    const left = epochNumber(frame, epochFrames) - epoch;
    if (renewals === period) roundFrom = epoch;
    else if (renewals > period && (epoch - roundFrom) % period === 0) {
      const round = epoch - roundFrom;
      epoch += round * Math.max(0, Math.floor(left / round) - 1);
    }
  }
}
