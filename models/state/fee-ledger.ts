import { Table } from "../../sim/table/table.js";
import type { MultiplierSequence } from "../protocol/fees/multiplier-sequence.js";

/** One row a prover. */
class EarnedFees extends Table {
  /** Units of fees credited to it; they are part of its balance. */
  readonly units = this.exact("units");
}

/**
 * Fees of a simulated network: what was paid since the start, and where it went. paid = burnt + credited + what waits for
 * headers of shards. One row a shard.
 */
export class FeeLedger extends Table {
  paidUnits = this.amount("units");
  /** Gone for good. */
  burntUnits = this.amount("units");
  /** Credited to provers, beside what they mint: what `earned` adds up to. */
  creditedUnits = this.amount("units");
  readonly earned = this.part(new EarnedFees());
  /** By shard: units that its next header carries, and the shards that have any, each once. */
  private readonly waitingUnits = this.exact("units");
  private readonly waitingShards = this.sequence("shard");
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

  /** Fees that the next header of the shard carries. */
  waitingOn(shard: number): bigint {
    return shard < this.count ? this.waitingUnits.get(shard) : 0n;
  }

  /** The next header of the shard carries so much more. */
  wait(shard: number, units: bigint): void {
    if (units === 0n) return;
    this.reach(shard);
    if (this.waitingUnits.isZero(shard)) this.waitingShards.push(shard);
    this.waitingUnits.set(shard, this.waitingUnits.get(shard) + units);
  }

  /** What waits on a shard that splits or merges waits on the one that takes its place. */
  inherit(from: number, shard: number): void {
    const units = this.waitingOn(from);
    if (units === 0n) return;
    this.waitingUnits.clear(from);
    this.waitingShards.splice(this.waitingShards.indexOf(from), 1);
    this.wait(shard, units);
  }

  /** Shards whose next header carries fees. */
  get waiting(): readonly number[] {
    return this.waitingShards;
  }

  /** Takes what waits on a shard: its header is there. */
  collect(shard: number): bigint {
    const units = this.waitingOn(shard);
    this.waitingUnits.clear(shard);
    this.waitingShards.splice(this.waitingShards.indexOf(shard), 1);
    return units;
  }

  /** Notes so many units of a frame's fees as a prover's; its balance is the caller's to raise. */
  credit(prover: number, units: bigint): void {
    this.earned.reach(prover);
    this.earned.units.set(prover, this.earned.units.get(prover) + units);
    this.creditedUnits += units;
  }

  /** Fees that a prover was credited with. */
  earnedBy(prover: number): bigint {
    return prover < this.earned.count ? this.earned.units.get(prover) : 0n;
  }

  /** Notes how many frames a shard has made at this state step, and gives those since the last. */
  noteMade(shard: number, madeFrames: number): number {
    this.reach(shard);
    const made = madeFrames - this.madeAtStep[shard];
    this.madeAtStep[shard] = madeFrames;
    return made;
  }
}
