import { WholeColumn } from "../../sim/units/whole-column.js";
import { grown, nextCapacity } from "../../sim/table/growth.js";

/**
 * Status of an allocation, as protocol.md section 6 stores it (0 to 4), and two of the simulator's own: `proposed`
 * is a join that is on its way, `free` a row without an allocation.
 */
export const Status = { joining: 0, active: 1, paused: 2, leaving: 3, left: 4, proposed: 5, free: 6 } as const;

/** Allocations: one row a (prover, shard). Rows of closed allocations are reused. */
export class Allocations {
  /** Rows ever used; the free ones among them have status `free`. */
  count = 0;
  prover = new Int32Array(0);
  shard = new Int32Array(0);
  status = new Uint8Array(0);
  /** Frames of the last request or answer of each kind; 0: none. A proposal carries the frame it was made in. */
  joinFrame = new Int32Array(0);
  joinConfirmFrame = new Int32Array(0);
  leaveFrame = new Int32Array(0);
  leaveConfirmFrame = new Int32Array(0);
  /** Frame of the last pause; 0: none. */
  pauseFrame = new Int32Array(0);
  /** Frame since which it has been active by stored status; meaningless for any other. */
  activeSince = new Int32Array(0);
  /** Last epoch that it is confirmed for, as far as settled: see systems/lifecycle/recorded-epoch.ts. */
  epoch = new Int32Array(0);
  /** Frame at which it next counts for something else without a message; 0: none. */
  nextStanding = new Int32Array(0);
  /** Frame from which a closed allocation's prover may propose to join the shard again. */
  retryFrame = new Int32Array(0);
  /** Frame of the last reward update that it took part in, as far as settled. */
  lastActive = new Int32Array(0);
  /** Ring in its shard; −1: in none. */
  ring = new Int32Array(0);
  /** 1 while it counts for coverage (effective status Active). */
  covers = new Uint8Array(0);
  /** What its ring's accumulator read when it was last settled, units. */
  readonly settledUnits = new WholeColumn(0);
  readonly #free: number[] = [];
  #capacity = 0;

  /** A new allocation with status `proposed`. */
  add(prover: number, shard: number): number {
    const allocation = this.#free.pop() ?? this.count++;
    if (this.count > this.#capacity) this.#grow();
    // A row that was never used is zero, and most of its columns need no memory until they are written.
    else if (this.status[allocation] === Status.free) this.#clear(allocation);
    this.prover[allocation] = prover;
    this.shard[allocation] = shard;
    this.status[allocation] = Status.proposed;
    this.ring[allocation] = -1;
    return allocation;
  }

  #clear(allocation: number): void {
    this.joinFrame[allocation] = 0;
    this.joinConfirmFrame[allocation] = 0;
    this.leaveFrame[allocation] = 0;
    this.leaveConfirmFrame[allocation] = 0;
    this.pauseFrame[allocation] = 0;
    this.activeSince[allocation] = 0;
    this.epoch[allocation] = 0;
    this.nextStanding[allocation] = 0;
    this.retryFrame[allocation] = 0;
    this.lastActive[allocation] = 0;
    this.covers[allocation] = 0;
    this.settledUnits.clear(allocation);
  }

  /** Forgets a closed allocation; its row can be used again. */
  remove(allocation: number): void {
    this.status[allocation] = Status.free;
    this.#free.push(allocation);
  }

  #grow(): void {
    const capacity = nextCapacity(this.#capacity, this.count);
    this.#capacity = capacity;
    this.prover = grown(this.prover, capacity);
    this.shard = grown(this.shard, capacity);
    this.status = grown(this.status, capacity);
    this.joinFrame = grown(this.joinFrame, capacity);
    this.joinConfirmFrame = grown(this.joinConfirmFrame, capacity);
    this.leaveFrame = grown(this.leaveFrame, capacity);
    this.leaveConfirmFrame = grown(this.leaveConfirmFrame, capacity);
    this.pauseFrame = grown(this.pauseFrame, capacity);
    this.activeSince = grown(this.activeSince, capacity);
    this.epoch = grown(this.epoch, capacity);
    this.nextStanding = grown(this.nextStanding, capacity);
    this.retryFrame = grown(this.retryFrame, capacity);
    this.lastActive = grown(this.lastActive, capacity);
    this.ring = grown(this.ring, capacity);
    this.covers = grown(this.covers, capacity);
    this.settledUnits.grow(capacity);
  }
}
