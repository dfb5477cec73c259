import { Table } from "../../sim/table/table.js";

/**
 * Status of an allocation, as protocol.md section 6 stores it (0 to 4), and two of the simulator's own: `proposed`
 * is a join that is on its way, `free` a row without an allocation. `historic`, which the network stores as 5 since
 * October, is a place vacated by a split, a merge or a new grid; its number here is behind those that were there before.
 */
export const Status = {
  joining: 0,
  active: 1,
  paused: 2,
  leaving: 3,
  left: 4,
  proposed: 5,
  free: 6,
  historic: 7,
} as const;

/** Whether an allocation of that status is over: left, rejected, kicked, or vacated with its shard. */
export const isOver = (status: number): boolean => status === Status.left || status === Status.historic;

/**
 * Allocations: one row a (prover, shard). Rows of closed allocations are reused; until then their status is `free`.
 */
export class Allocations extends Table {
  prover = this.i32("prover");
  shard = this.i32("shard");
  status = this.u8("status");
  /** Frames of the last request or answer of each kind; 0: none. A proposal carries the frame it was made in. */
  joinFrame = this.i32("frame");
  joinConfirmFrame = this.i32("frame");
  leaveFrame = this.i32("frame");
  leaveConfirmFrame = this.i32("frame");
  /** Frame in which its node last asked to leave it, whether or not that was heard; 0: it never did. */
  leaveAsked = this.i32("frame");
  /** Frame in which its node found it worth too little, where it has the patience to wait before it leaves; 0: it did not. */
  lowSince = this.i32("frame");
  /** 1 where it was asked to go for a thin shard, though it scores enough. */
  isSwap = this.u8("flag");
  /**
   * Why its node last asked or answered as it did (`state/ledger/reasons.ts`): number of the cause, and where it was measured
   * against another shard, that shard and its score as a share of that one's; −1, NaN: it was not.
   */
  reason = this.u8("code");
  reasonShard = this.i32("shard", -1);
  reasonShare = this.f64("share", Number.NaN);
  /** What it did so for: number of the answer there; 0: its node has said nothing yet. */
  answered = this.u8("code");
  /** Frame of the last pause; 0: none. */
  pauseFrame = this.i32("frame");
  /** Frame since which it has been active by stored status; meaningless for any other. */
  activeSince = this.i32("frame");
  /** Last epoch that it is confirmed for, as far as settled: see changes/allocations/recorded-epoch.ts. */
  epoch = this.i32("epoch");
  /** Frame at which it next counts for something else without a message; 0: none. */
  nextStanding = this.i32("frame");
  /** Frame from which a closed allocation's prover may propose to join the shard again. */
  retryFrame = this.i32("frame");
  /** Frame of the last reward update that it took part in, as far as settled. */
  lastActive = this.i32("frame");
  /** Ring in its shard; −1: in none. */
  ring = this.i32("ring", -1);
  /** Its place among all that could leave its shard (`proposer.releasable`): the first 52 bits of its hash; −1: not asked for yet. */
  lot = this.f64("bits", -1);
  /** 1 while it counts for coverage (effective status Active). */
  covers = this.u8("flag");
  /** 1 while its join is confirmed and not in effect yet. */
  deferred = this.u8("flag");
  /** What its ring's accumulator read when it was last settled, units. */
  readonly settledUnits = this.exact("units");
  /** Frames that its shard had made when the short absences of its node were last taken off that. */
  reckonedFrames = this.i32("frames");
  /** 1 once it was active: of others, which are most where many ask in vain, no more was written than `#resetAsked` takes back. */
  hasServed = this.u8("flag");
  /** Rows to use again, the last one first. */
  private readonly free = this.sequence("allocation");

  /** A new allocation with status `proposed`. */
  add(prover: number, shard: number): number {
    const reused = this.free.pop();
    const allocation = reused ?? this.addRow();
    if (reused !== undefined) {
      if (this.hasServed[allocation] === 1) this.resetRow(allocation);
      else this.#resetAsked(allocation);
    }
    this.prover[allocation] = prover;
    this.shard[allocation] = shard;
    this.status[allocation] = Status.proposed;
    return allocation;
  }

  /** Whether the row has no allocation. */
  isFree(allocation: number): boolean {
    return this.status[allocation] === Status.free;
  }

  /** Frees the row of a closed allocation, to be used again. */
  remove(allocation: number): void {
    this.status[allocation] = Status.free;
    this.free.push(allocation);
  }

  /** Brings a row that never was active back to how it begins: each column is a place in memory of its own. */
  #resetAsked(allocation: number): void {
    this.joinFrame[allocation] = 0;
    this.retryFrame[allocation] = 0;
    if (this.answered[allocation] === 0) return;
    this.answered[allocation] = 0;
    this.reason[allocation] = 0;
    this.reasonShard[allocation] = -1;
    this.reasonShare[allocation] = Number.NaN;
  }
}
