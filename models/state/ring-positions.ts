import type { StateReader } from "../../sim/table/state-reader.js";
import type { StateSink, Stored } from "../../sim/table/stored.js";
import { Table } from "../../sim/table/table.js";
import type { Allocations } from "./allocations.js";

class Changes extends Table {
  /** By shard: allocations whose position was taken or given up, in the order in which they were. */
  readonly changed = this.lists("allocation");
}

class Positions extends Table {
  /** By allocation: 1 while it belongs in the rings of its shard. */
  held = this.u8("flag");
}

/** Up to so many changes are compared one by one: a set of them takes longer to make. */
const fewChanges = 8;

/** Positions taken and given up, until the rings are rebuilt. */
export class RingPositions implements Stored {
  readonly #allocations: Allocations;
  readonly #changes = new Changes();
  readonly #positions = new Positions();

  constructor(allocations: Allocations) {
    this.#allocations = allocations;
  }

  /** The allocation belongs in the rings of its shard from this frame on; one that is there gets its rank anew. */
  take(allocation: number): void {
    this.#note(allocation, 1);
  }

  /** The allocation leaves the rings of its shard. */
  vacate(allocation: number): void {
    if (this.holds(allocation) || this.#allocations.ring[allocation] >= 0) this.#note(allocation, 0);
  }

  isChanged(shard: number): boolean {
    return shard < this.#changes.count && this.#changes.changed[shard].length > 0;
  }

  holds(allocation: number): boolean {
    return this.#positions.held[allocation] === 1;
  }

  /** Allocations of the shard whose position was taken or given up, each once, in the order of the first change. */
  pending(shard: number): readonly number[] {
    if (!this.isChanged(shard)) return [];
    const changed = this.#changes.changed[shard];
    if (changed.length > fewChanges) return [...new Set(changed)];
    const pending: number[] = [changed[0]];
    for (let k = 1; k < changed.length; k++) if (!pending.includes(changed[k])) pending.push(changed[k]);
    return pending;
  }

  /** Keeps each of them once, and of those alone that sit in the rings or belong there: nothing is left to do for the others. */
  compact(shard: number): void {
    const waits = (allocation: number): boolean => this.holds(allocation) || this.#allocations.ring[allocation] >= 0;
    this.#changes.changed[shard] = this.pending(shard).filter(waits);
  }

  /** Whether the rings of the shard would hold others than they do, and not only the same in another order. */
  isOtherCommittee(shard: number): boolean {
    return this.pending(shard).some((allocation) => this.holds(allocation) !== this.#allocations.ring[allocation] >= 0);
  }

  /** How many more belong in the rings of the shard than sit there. */
  pendingGain(shard: number): number {
    if (!this.isChanged(shard)) return 0;
    return this.pending(shard).reduce(
      (gain, allocation) => gain + Number(this.holds(allocation)) - Number(this.#allocations.ring[allocation] >= 0),
      0,
    );
  }

  /** The same as `pending`; clears the list. */
  drain(shard: number): readonly number[] {
    const drained = this.pending(shard);
    if (drained.length > 0) this.#changes.changed[shard].length = 0;
    return drained;
  }

  save(to: StateSink): void {
    to.part("changes", this.#changes);
    to.part("positions", this.#positions);
  }

  load(from: StateReader): void {
    from.part("changes", this.#changes);
    from.part("positions", this.#positions);
  }

  #note(allocation: number, held: 0 | 1): void {
    const shard = this.#allocations.shard[allocation];
    const [positions, changes] = [this.#positions, this.#changes];
    if (allocation >= positions.count) positions.reach(allocation);
    if (shard >= changes.count) changes.reach(shard);
    positions.held[allocation] = held;
    changes.changed[shard].push(allocation);
  }
}
