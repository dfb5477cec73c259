import { Table } from "../../sim/table/table.js";
import type { MultiplierSequence } from "../protocol/fees/multiplier-sequence.js";

/** Fees of a simulated network: what was paid since the start, and where it went. paid = burnt + credited. */
export class FeeLedger extends Table {
  paidUnits = this.amount("units");
  /** Gone for good. */
  burntUnits = this.amount("units");
  /** Credited to provers, beside what they mint. */
  creditedUnits = this.amount("units");
  transactions = this.figure("transactions");
  /** Mean of the live shards' multipliers at the last state step. */
  multiplierMean = this.figure("ratio");
  /** First frame that is not counted as open or closed yet. */
  countedUntil = this.figure("frame");
  /** Frames since the last state step in which transactions were accepted. */
  openFrames = this.figure("frames");
  /** By shard: frames that it had made at the last state step. */
  private madeAtStep = this.i32("frames");
  /** What multipliers are after so many votes: follows from the rules. */
  readonly #multipliers: MultiplierSequence;

  constructor(firstFrame: number, multipliers: MultiplierSequence) {
    super();
    this.countedUntil = firstFrame + 1;
    this.#multipliers = multipliers;
  }

  /** Multiplier of a shard after so many of its frames. */
  multiplierAfter(madeFrames: number): number {
    return this.#multipliers.after(madeFrames);
  }

  /** Notes how many frames a shard has made at this state step, and gives those since the last. */
  noteMade(shard: number, madeFrames: number): number {
    this.reach(shard);
    const made = madeFrames - this.madeAtStep[shard];
    this.madeAtStep[shard] = madeFrames;
    return made;
  }
}
