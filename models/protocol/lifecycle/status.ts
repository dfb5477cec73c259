/** Stored and effective status of an allocation, that is, of one prover on one shard. */

/**
 * Status as it is stored: 0 joining, 1 active, 2 paused, 3 leaving; `left`, `rejected` and `kicked` are one stored value, 4.
 * `historic` is 5 (October): a place vacated by a split or merge, which is in no count.
 */
export const storedStatuses = [
  "joining",
  "active",
  "paused",
  "leaving",
  "left",
  "rejected",
  "kicked",
  "historic",
] as const;
export type StoredStatus = (typeof storedStatuses)[number];

/** Status as planners, coverage counts and displays see it. */
export const effectiveStatuses = [
  "Joining",
  "Active",
  "Paused",
  "Leaving",
  "Rejected",
  "Kicked",
  "Historic",
  "ExpiredJoining",
  "ExpiredEpoch",
  "ExpiredLeaving",
] as const;
export type EffectiveStatus = (typeof effectiveStatuses)[number];

/** One prover on one shard; frames are 0 where the thing has not happened. */
export interface Allocation {
  readonly status: StoredStatus;
  /** Shard filter in hex; empty = the global committee. */
  readonly filter: string;
  readonly joinFrame: number;
  readonly joinConfirmFrame: number;
  readonly leaveFrame: number;
  readonly leaveConfirmFrame: number;
  /** Last epoch for which it was confirmed. */
  readonly epoch: number;
}

/** Whether a stored status is 4 or 5: the allocation is over. */
export function isGone(status: StoredStatus): boolean {
  return status === "left" || status === "rejected" || status === "kicked" || status === "historic";
}

export interface StatusPredicates {
  /** Joining, Active, Paused or Leaving. */
  readonly live: boolean;
  /** Joining or Active: counts as allocated. */
  readonly allocated: boolean;
  /** A window passed unanswered. */
  readonly expired: boolean;
  /** Nothing can bring it back but a new join. */
  readonly terminal: boolean;
}

const terminal: readonly EffectiveStatus[] = ["Rejected", "Kicked", "Historic", "ExpiredJoining", "ExpiredLeaving"];

/** Groups that planners and displays ask for. Source: protocol.md `lifecycle.statusPredicates` (node rs). */
export function statusPredicates(name: EffectiveStatus): StatusPredicates {
  return {
    live: name === "Joining" || name === "Active" || name === "Paused" || name === "Leaving",
    allocated: name === "Joining" || name === "Active",
    expired: name === "ExpiredJoining" || name === "ExpiredEpoch" || name === "ExpiredLeaving",
    terminal: terminal.includes(name),
  };
}

/** Ranks for `aggregateStatus`, the best first. */
const bestFirst = ["active", "joining", "leaving", "paused"] as const;

/** A prover's overall status: the best of its allocations; `kicked` when it has none that lives. Source: protocol.md `lifecycle.aggregateStatus` (node). */
export function aggregateStatus(statuses: readonly StoredStatus[]): StoredStatus {
  return bestFirst.find((status) => statuses.includes(status)) ?? "kicked";
}
