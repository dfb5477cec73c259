import type { BigBytes } from "../../../sim/units/quantity-types.js";
import { basisUnder, type EmissionSwitches } from "../emission/basis.js";
import { ringShare, type RingOfShard } from "../emission/ring-share.js";
import type { RuleSwitches } from "../ground/rule-sets.js";
import type { QuilUnits } from "../ground/token.js";
import { chunkBytes } from "./cost.js";
import { splitFees } from "./destination.js";
import { requiredFee } from "./required.js";

/** Junk that a participant of a ring stores on its own shard, as it is before. */
export interface Junk extends RingOfShard {
  readonly junkBytes: BigBytes;
  /** Leaves of the shard with the junk. */
  readonly leavesAfter: number | bigint;
  /** Fee multiplier of the shard. */
  readonly multiplier: bigint;
  /** Participants of the frame whose header carries the fee, the one who stores among them. */
  readonly participants: number;
}

export interface JunkPayback {
  /** What it costs in the cheapest way, units: single chunks of 55 bytes, as a fee grows with the square of what its operation prevents. */
  readonly fee: QuilUnits;
  /** Part of the fee that comes back with that header, units, without the rest that its maker gets. */
  readonly returned: QuilUnits;
  /** What a frame pays more, units; negative where it pays less. */
  readonly gain: QuilUnits;
  /** Frames until fee less what came back is earned again; null: never. */
  readonly frames: bigint | null;
}

/**
 * In how many frames junk on one's own shard pays for itself: its fee, less the part of it that comes back to the participants, against what the
 * grown shard pays more in every frame. Source: protocol.md `fees.junkPayback`, 10.8 (node; that storing costs its fee alone: assumption).
 */
export function junkPayback(
  junk: Junk,
  switches: EmissionSwitches & Pick<RuleSwitches, "feeRule" | "feeSink">,
): JunkPayback {
  const { difficulty, worldBytes, units, stateBytes, junkBytes, leavesAfter, multiplier, participants } = junk;
  const chunk = BigInt(chunkBytes);
  const chunks = (junkBytes + chunk - 1n) / chunk;
  const stored = chunks * chunk;
  const ofChunk = requiredFee({ difficulty, worldBytes, units }, chunk, multiplier, {
    basisOf: basisUnder(switches),
    feeRule: switches.feeRule,
  }).appShard;
  const fee = ofChunk * chunks;
  const grown = {
    ...junk,
    worldBytes: worldBytes + stored,
    stateBytes: stateBytes + stored,
    leafCount: leavesAfter,
  };
  const gain = ringShare(grown, switches) - ringShare(junk, switches);
  const returned = splitFees(fee, participants, switches.feeSink).perParticipant;
  const frames = gain > 0n ? (fee - returned + gain - 1n) / gain : null;
  return { fee, returned, gain, frames };
}
