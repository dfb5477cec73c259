/**
 * Until when a node's looks keep its allocations registered: `reconfirm`. What a look sends is heard in the next frame.
 * Source: protocol.md 6.3 (node rs:quil-engine/src/worker_allocator.rs; October N: same).
 */
import type { RuleSwitches } from "../ground/rule-sets.js";
import { epochNumber } from "../lifecycle/epoch.js";
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
  return from + ((((phase - from) % period) + period) % period);
}

/** Last look at or before a frame. */
export function lookUpTo(frame: number, looks: Looks): number {
  return lookFrom(frame - looks.period + 1, looks);
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
 * Each renewal leads to the next by what its epoch leaves over when divided by the epochs after which looks fall alike again: once an
 * epoch of a kind comes back, so does all that followed the first, and whole rounds are skipped.
 */
function renewedWhenExpired(
  { recorded, seenFrom }: Renewed,
  frame: number,
  looks: Looks,
  { epochFrames }: RenewalSwitches,
): number {
  const current = epochNumber(frame, epochFrames);
  const firstOfKind = Array.from({ length: looks.period }, () => -1);
  let canSkip = true;
  let epoch = recorded;
  for (;;) {
    const expires = (epoch + 1) * epochFrames;
    const arrives = lookFrom(Math.max(expires, seenFrom), looks) + 1;
    if (arrives > frame) return epoch;
    epoch = epochNumber(arrives, epochFrames) + 1;
    if (!canSkip) continue;
    // Looks of equal phase are a whole number of periods apart, and so are ends of epochs of one kind.
    const kind = epoch % looks.period;
    if (expires >= seenFrom && firstOfKind[kind] >= 0) {
      const round = epoch - firstOfKind[kind];
      epoch += round * Math.max(0, Math.floor((current - epoch) / round) - 1);
      canSkip = false;
    } else if (expires >= seenFrom) firstOfKind[kind] = epoch;
  }
}
