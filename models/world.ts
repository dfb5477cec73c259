/** The state of a simulated network, as named columns. */
import type { GlobalChain } from "./systems/minting/global-chain.js";
import type { RankTimeouts } from "./systems/minting/rank-timeouts.js";
import { WholeColumn } from "../sim/units/whole-column.js";
import { Allocations } from "./state/allocations.js";
import type { FeeLedger } from "./state/fee-ledger.js";
import { AllocationIndex } from "./state/allocation-index.js";
import { Provers } from "./state/provers.js";
import { Rings } from "./state/rings.js";
import { Shards } from "./state/shards.js";
import { Totals } from "./state/totals.js";

export class World {
  readonly provers = new Provers();
  readonly allocations = new Allocations();
  readonly allocationIndex = new AllocationIndex(this.allocations);
  readonly shards = new Shards();
  readonly rings = new Rings();
  readonly totals = new Totals();
  /** Size of all data, bytes. */
  worldBytes = 0;
  /** Number of the frame that was stepped last. */
  frame: number;
  /** Units issued by all frames before `issuedUntil`; row 0 is the only row. */
  readonly issuedUnits = new WholeColumn(1);
  issuedUntil: number;
  /** The global chain where its archives can fail; null where every frame has a global one. */
  globalChain: GlobalChain | null = null;
  /** Ranks that absent leaders let run out; null where every minting shard makes every frame. */
  rankTimeouts: RankTimeouts | null = null;
  /** What transactions pay; null where there are none. */
  fees: FeeLedger | null = null;

  constructor(firstFrame: number) {
    this.frame = firstFrame;
    this.issuedUntil = firstFrame + 1;
  }

  /** Frames from `from` up to, not with, `until` that have a global frame. */
  framesBetween(from: number, until: number): number {
    return this.globalChain === null ? until - from : this.globalChain.framesBetween(from, until);
  }
}
