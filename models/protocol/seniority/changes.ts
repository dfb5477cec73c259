/** How the seniority of a prover changes in 2.1. */
import { RuleError } from "../ground/rule.js";
import type { RuleSwitches } from "../ground/rule-sets.js";

/** Seniority is an unsigned 64-bit number; sums stop there. */
export const seniorityMax = (1n << 64n) - 1n;
/** Frames that a merge request stays fresh. */
const freshFrames = 10;
/** Points that an interval of presence is worth where seniority grows, and that a fault costs. */
const pointsPerInterval = 10n;
/** The same as a plain number: points that a frame of work is worth. */
export const pointsPerProof = Number(pointsPerInterval);

/** Seniority after a join: what the merge targets bring, or the old one if that is higher. `existing` null: a new prover. Source: protocol.md `seniority.onJoin` (node). */
export function seniorityOnJoin(existing: bigint | null, aggregated: bigint): bigint {
  return existing !== null && existing > aggregated ? existing : aggregated;
}

export interface MergeRequest {
  readonly existing: bigint;
  /** `seniority.aggregate` of the targets. */
  readonly merge: bigint;
  /** Whether a target was used by another prover before. */
  readonly targetAlreadySpent: boolean;
  /** Frames from the request to its application. */
  readonly ageFrames: number;
}

/**
 * Seniority after a merge: old + targets, at most 2^64 − 1. Throws `RuleError` when the request is more than 10 frames
 * old, a target was used before, or the targets bring no more than there is.
 * Source: protocol.md `seniority.onMerge` (node go: global_prover_seniority_merge.go).
 */
export function seniorityOnMerge(request: MergeRequest): bigint {
  const { existing, merge, targetAlreadySpent, ageFrames } = request;
  if (ageFrames > freshFrames) throw new RuleError("requestFrame: the merge request is more than 10 frames old");
  if (targetAlreadySpent) throw new RuleError("targetAlreadySpent: a merge target was consumed before");
  if (merge <= existing) throw new RuleError("merge: the targets bring no more than the present seniority");
  const sum = existing + merge;
  return sum > seniorityMax ? seniorityMax : sum;
}

export interface AfterKick {
  readonly seniority: bigint;
  /** Whether the key may join again. */
  readonly canRejoin: boolean;
}

/**
 * What a kick leaves: nothing (Rust) or everything (Go), and no return either way; a fault of 2.0 costs 10 points, the
 * pages' penalty 10 times the square of the intervals missed in a row, and both leave the way back open.
 * Source: protocol.md `seniority.onKick` (node; page).
 */
export function seniorityOnKick(
  seniority: bigint,
  kickSeniority: RuleSwitches["kickSeniority"],
  missedInRow = 1n,
): AfterKick {
  switch (kickSeniority) {
    case "zeroed":
      return { seniority: 0n, canRejoin: false };
    case "kept":
      return { seniority, canRejoin: false };
    case "minus10PerFault":
      return { seniority: atLeastZero(seniority - pointsPerInterval), canRejoin: true };
    case "quadraticPenalty":
      return { seniority: atLeastZero(seniority - pointsPerInterval * pagePenalty(missedInRow)), canRejoin: true };
  }
}

/** Penalty for intervals missed in a row, in multiples of one miss: their square. Source: protocol.md `seniority.page.penalty` (page). */
export function pagePenalty(missedInRow: bigint): bigint {
  return missedInRow * missedInRow;
}

/**
 * Seniority after so many frames for which a prover was credited, none of them counted before: unchanged to June, +10 a frame where `seniorityAccrual`
 * says so, at most 2^64 − 1. The same as `creditedSeniority` for a list of such frames.
 */
export function accruedSeniority(
  seniority: bigint,
  creditedFrames: bigint,
  { seniorityAccrual }: Pick<RuleSwitches, "seniorityAccrual">,
): bigint {
  if (seniorityAccrual === "none") return seniority;
  const sum = seniority + pointsPerInterval * creditedFrames;
  return sum > seniorityMax ? seniorityMax : sum;
}

/**
 * Whether seniority decides anything but what is shown, merged and lost: an order of rings in which it has a part, votes that weigh by it, members that
 * choose by it where their shard splits. In October it decides nothing.
 */
export function seniorityDecides({
  ringOrder,
  quorumRule,
  voteWeight,
  splitMembership,
}: Pick<RuleSwitches, "ringOrder" | "quorumRule" | "voteWeight" | "splitMembership">): boolean {
  const weighs = quorumRule === "weight" && voteWeight === "seniority";
  return ringOrder !== "joinFrameAddress" || weighs || splitMembership === "bySeniority";
}

/** What a prover has earned, and the last frame that it was credited for. */
export interface CreditedSeniority {
  readonly seniority: bigint;
  /** 0 = none yet. */
  readonly lastFrame: bigint;
}

/**
 * Seniority after credits for frames, in the order of crediting: +10 for each above the last one that counted, once a frame however many
 * shards credit it, at most 2^64 − 1. Source: protocol.md `seniority.credit` (node N:quil-execution/src/global_intrinsic/prover_shard_update.rs).
 */
export function creditedSeniority(before: CreditedSeniority, frames: readonly bigint[]): CreditedSeniority {
  let { seniority, lastFrame } = before;
  for (const frame of frames) {
    if (frame <= lastFrame) continue;
    lastFrame = frame;
    const more = seniority + pointsPerInterval;
    seniority = more > seniorityMax ? seniorityMax : more;
  }
  return { seniority, lastFrame };
}

/** Seniority after intervals missed in a row: unchanged in 2.1; `quadratic` takes 10 points times their square (page; base value an assumption). */
export function decayedSeniority(
  seniority: bigint,
  missedInRow: bigint,
  { seniorityDecay }: Pick<RuleSwitches, "seniorityDecay">,
): bigint {
  if (seniorityDecay === "none") return seniority;
  return atLeastZero(seniority - pointsPerInterval * pagePenalty(missedInRow));
}

const atLeastZero = (value: bigint): bigint => (value > 0n ? value : 0n);
