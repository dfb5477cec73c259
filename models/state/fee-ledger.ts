import type { MultiplierSequence } from "../protocol/fees/multiplier-sequence.js";

/** Fees of a simulated network: what was paid since the start, and where it went. paid = burnt + credited. */
export class FeeLedger {
  paidUnits = 0n;
  /** Gone for good. */
  burntUnits = 0n;
  /** Credited to provers, beside what they mint. */
  creditedUnits = 0n;
  transactions = 0;
  /** Mean of the live shards' multipliers at the last state step. */
  multiplierMean = 0;
  /** First frame that is not counted as open or closed yet. */
  countedUntil = 0;
  /** Frames since the last state step in which transactions were accepted. */
  openFrames = 0;
  /** Frames that each shard had made at the last state step. */
  readonly madeAtStep: number[] = [];
  readonly multipliers: MultiplierSequence;

  constructor(firstFrame: number, multipliers: MultiplierSequence) {
    this.countedUntil = firstFrame + 1;
    this.multipliers = multipliers;
  }
}
