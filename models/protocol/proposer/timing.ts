/**
 * How often the default node acts, in frames. Source: protocol.md section 9 (node go:consensus/global/worker_allocator.go,
 * rs:quil-engine/src/worker_allocator.rs).
 */
export const nodeTiming = {
  /** Between two proposals of a node: joins, leaves for score or for a thin shard, and surplus leaves share it. */
  proposal: 4,
  /** Between two join proposals for one filter. */
  joinSameFilter: 30,
  /** Between two leave proposals for one filter. */
  leaveSameFilter: 20,
  reconfirm: 30,
  /** After a reject, before the same filter is proposed again. */
  backOffAfterReject: 360,
  /** After which an unanswered proposal frees its worker. */
  proposalTimeout: 10,
  /** After which a pending request is dropped. */
  pendingCleared: 720,
  seniorityMerge: 10,
  /** Between two rejections of excess joins. */
  excessReject: 4,
} as const;
