/** What the auditor knows of provers, allocations and shards: rows of its books, which follow from the log alone. */
import type { FileCount } from "../../market/kept-files.js";
import type { EffectiveStatus, StoredStatus } from "../../protocol/lifecycle/status.js";

export interface AuditedProver {
  readonly prover: number;
  readonly address: string;
  readonly classIndex: number;
  workers: number;
  seniority: number;
  online: boolean;
  /** Frame from which it has been online, or offline. */
  presenceSince: number;
  /** Frames of the outage that it came back from last. */
  missedFrames: number;
  gone: boolean;
  departing: boolean;
  /** Attackers of the scenario that it has begun with, by index. */
  readonly attackers: Set<number>;
  kickFrame: number;
  rewardUnits: bigint;
  /** Units of its balance that joins set to zero. */
  zeroedUnits: bigint;
  /** Status that its last operation wrote to it, and when. */
  ownStatus: StoredStatus;
  ownStatusFrame: number;
  /** Fees among them. */
  feeUnits: bigint;
  /** Frames in which it took part on one shard or more, not credited as seniority yet, and since when it does. */
  activeFrames: number;
  activeSince: number;
  activeShards: number;
  /** Most shards at once so far, and frames in which its vote on one was late, as far as paid. */
  activeShardsMax: number;
  lateFrames: number;
  /** In which frame of its period it looks whether to confirm its allocations anew (epoch lifecycle). */
  lookPhase: number;
  /** Which epochs it began with renewals before the start, where it renews what has expired: even (0) or odd (1). */
  renewalParity: number;
  /** By shard. */
  readonly allocations: Map<number, AuditedAllocation>;
}

/** A prover on a shard; `proposed`: its join is on its way. Frames are 0 where the thing has not happened. */
export interface AuditedAllocation {
  readonly prover: AuditedProver;
  shard: AuditedShard;
  status: StoredStatus | "proposed";
  proposedFrame: number;
  joinFrame: number;
  joinConfirmFrame: number;
  leaveFrame: number;
  leaveConfirmFrame: number;
  pauseFrame: number;
  /** Frame from which it has been active without a break. */
  activeSince: number;
  /** Last epoch for which it is registered, as far as written down: see registrations.ts. */
  epoch: number;
  /** Effective status when the frame before this one had ended. */
  effective: EffectiveStatus | null;
  /** Whether it is in its shard's committee. */
  isInCommittee: boolean;
  /** Last frame in which it took part, as far as paid. */
  lastActive: number;
}

/** What a shard pays in every frame from `since` on. */
export interface ShardPay {
  readonly since: number;
  readonly makesFrames: boolean;
  readonly shares: readonly (readonly [allocation: AuditedAllocation, units: bigint, ring: number])[];
  readonly unitsPerFrame: bigint;
  /** How many of those with a share are not credited in each frame, because their votes come after the quorum. */
  readonly late: number;
}

export interface SealedCommittee {
  readonly session: number;
  /** In ring order, as it was when the committee was sealed, or since. */
  readonly members: readonly AuditedAllocation[];
  /** Whether a frame was made since it was sealed, of which the rings stay. */
  readonly hasRings: boolean;
}

export interface AuditedShard {
  readonly shard: number;
  readonly filter: string;
  bytes: number;
  /** Bytes of the start that its data grew from. */
  baseBytes: number;
  /** Its part of the growth of all data, where shards differ in it. */
  growthShare: number;
  /** Files on it of each class that is deleted some time; of none where nobody has stored any. */
  files: readonly FileCount[];
  leafCount: number;
  live: boolean;
  readonly allocations: Set<AuditedAllocation>;
  /** In ring order, with the ring of each. */
  committee: readonly AuditedAllocation[];
  rings: readonly number[];
  /** Its committee as that was sealed, where it stays until it hands over; null: it has none, or committees follow every change. */
  sealed: SealedCommittee | null;
  /** How many handoffs the log has told of since it was there. */
  saidSession: number;
  pay: ShardPay;
  /** Whether it makes frames, as the log has it. */
  saidToMakeFrames: boolean;
  /** Frames made and paid. */
  madeFrames: number;
  /** Fees that its next header carries. */
  waitingUnits: bigint;
  /** Provers that cover it; first frame of its streak at or below the halt threshold, −1: none. */
  covering: number;
  streakStart: number;
  halted: boolean;
  /** Last frame of its latest halt that is over. */
  resumedFrame: number;
  /** Joins that lapsed and are stored on it since the start. */
  staleJoining: number;
  /** Whether anybody's join was ever accepted on it; before that it is not watched, and cannot halt. */
  everJoined: boolean;
  /** Frame at which a noted split (2, 4, 8) or merge (1) takes effect; 0: none. */
  changeFrame: number;
  changeInto: number;
  lastProposal: number;
  /** Frame in which it was split or merged away, or replaced with its grid; 0: it is there. */
  goneFrame: number;
}

/** Counts since the start that the log speaks of row by row. */
export interface Counted {
  joins: number;
  confirms: number;
  rejects: number;
  leaves: number;
  /** Leaves for a thin shard; streaks at or below the halt threshold that began. */
  rescueLeaves: number;
  thinStreaks: number;
  evictions: number;
  kicks: number;
  splits: number;
  merges: number;
  transactions: number;
}
