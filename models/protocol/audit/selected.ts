/** Which stored replicas are checked, and how soon a cheater is found. */

import { pow } from "../../../sim/units/portable-math.js";
import type { RuleSwitches } from "../ground/rule-sets.js";

/** Openings audited in a header, on average, when it carries more. */
export const auditSample = 1024n;
/** Positions that a participating member opens per leaf and frame. */
export const openingsPerLeaf = 2;

const hashSpace = 1n << 64n;

/**
 * Openings that a shard's header carries: those of every member that takes part, or of its leader alone, who is one of them.
 * Source: protocol.md section 7 (node; the leader alone: October).
 */
export function headerOpenings(
  leafCount: number,
  participants: number,
  { storageOpenings }: Pick<RuleSwitches, "storageOpenings">,
): number {
  return openingsPerLeaf * leafCount * (storageOpenings === "leader" ? Math.min(1, participants) : participants);
}

/**
 * Whether an opening is audited, of `total` openings carried by one shard's header (`auditPopulation: globalFrame`
 * counts the whole frame's): h·total < sample·2^64, with h the first 8 bytes of a hash over the frame's randomness and
 * the opening. So each is audited with probability min(1, sample/total); a sample of 0 audits none.
 * Source: protocol.md `audit.selected` (node rs: intrinsic.rs).
 */
export function isAudited({ h, sample, total }: { h: bigint; sample: bigint; total: bigint }): boolean {
  return h * total < sample * hashSpace;
}

/** Chance that one of `total` openings is audited, 0 to 1. */
export function auditChance(total: number, sample = Number(auditSample)): number {
  return total === 0 ? 0 : Math.min(1, sample / total);
}

/**
 * Chance that a member is found out in one frame that holds only `heldShare` of its blocks, with `openings` of its own
 * among the header's `total`: 1 − (1 − p·(1 − h))^openings with p the chance of an audit.
 * Source: protocol.md section 7 (node; failure of each opening with 1 − h: assumption).
 */
export function detectionChance(
  { heldShare, openings, total }: { heldShare: number; openings: number; total: number },
  sample = Number(auditSample),
): number {
  const caught = auditChance(total, sample) * (1 - heldShare);
  return 1 - pow(1 - caught, openings);
}

/** Frames until a member without any data is found out by one opening a frame: total/sample, at least 1. */
export function expectedFramesToCatch(total: number, sample = Number(auditSample)): number {
  return Math.max(1, total / sample);
}
