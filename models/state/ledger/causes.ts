/** What leads to changes of allocations, shards and the chain: a code each, as the ledger and the log have it. */

/** Meaning of each code, in the words in which a story is told: "because …". */
export const causes = {
  not_known: "nothing is known of why",
  scenario: "the scenario says so",
  timeline: "an entry of the timeline says so",
  measurement: "its class follows a measurement that falls abruptly",
  attack: "it attacks",
  operator_leaves: "its operator leaves",
  outage: "its node had an outage of its own",
  outage_over: "its node's outage is over",
  outage_announced: "its node announced an outage",
  node_offline: "its node is offline",
  pause_too_long: "its pause was longer than 360 frames",
  asked: "its node asked for it",
  score_enough: "it scores enough",
  score_too_low: "it scores too little beside the best that its node could have",
  rescue: "its worker is wanted on a thin shard",
  no_worker: "its node has no worker for it",
  no_data: "the shard holds no data",
  unanswered: "the proposal was refused or lost",
  not_answered_in_time: "it was not answered in its window",
  shard_gone: "the shard is gone",
  proof_too_old: "the proof of the join is more than 10 frames old",
  change_noted: "the shard has a split or merge noted",
  prover_barred: "the prover was evicted or kicked",
  other_filter_refused: "another filter of the join was refused",
  join_confirmed: "its join was confirmed",
  not_confirmed_again: "it was not confirmed for the epoch that began",
  confirmed_again: "its node looked after it had expired",
  shard_makes_no_frames: "its shard made no frames, so that it was idle for more than 360 of them",
  idle: "it was idle for more than 360 frames",
  evicted_offline: "its prover was evicted, as its node was offline for too long",
  evicted_while_online: "its prover was evicted though its node was online, as a shard made no frames",
  failed_audit: "an audited opening of its prover did not hold",
  signed_twice: "its prover signed two headers of one frame",
  nobody_present: "none of its provers take part",
  few_present: "fewer than two thirds of its provers take part",
  few_heads: "too few of its provers take part for a certificate by heads",
  light_seniority: "those who take part weigh too little by seniority",
  no_leader: "it is too small to have a leader",
  leader_absent: "the leader of the view was absent",
  votes_late: "votes of the view came too late",
  quorum: "enough of its provers take part",
  halted: "it is halted",
  other_halted: "another shard is halted",
  thin: "too few provers cover it, for longer than the grace",
  covered: "enough provers cover it again",
  crowded: "it has more active provers than a shard may have",
  too_large: "it has more data than a shard may have",
  thin_siblings: "it and its sibling are thin",
  split: "its shard split",
  merge: "its shard merged with its sibling",
  grid_replaced: "a new grid took the place of the old one",
  few_archives: "too few archives are online",
  earned_more: "the strategy of another operator earned more a worker",
  fault: "a fault of the wire has its node cut off or down",
  fault_over: "the fault of the wire that had its node cut off or down is over",
  ring_too_deep: "it would come into a ring that its node does not want",
} as const;

export type CauseCode = keyof typeof causes;

/** What led to a change: its code, and whoever or whatever was decisive, where one was. */
export interface Cause {
  readonly code: CauseCode;
  /** Index of the prover whose change led to it. */
  readonly prover?: number;
  /** Index of the shard by whose state it came, where that is another than the one that changes. */
  readonly shard?: number;
  /**
   * How much of it, in [0, 1]: of a lost quorum, the decisive prover's share of the shard's votes (by seniority or by head);
   * of what scores too little, its score as a share of the best that the node could have.
   */
  readonly share?: number;
  /** Row of the log with the event that led to it; without it, none is known. */
  readonly event?: number;
}
