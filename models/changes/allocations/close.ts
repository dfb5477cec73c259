/** The end of an allocation, whatever it comes from. */
import type { ClosingServices } from "../network.js";
import { Status } from "../../state/allocations.js";
import { changeStatus } from "./change-status.js";
import type { Cause } from "../../state/ledger/causes.js";
import { recordOf } from "../../state/log/record.js";
import { nodeTiming } from "../../protocol/proposer/timing.js";
import { setDeferred } from "./deferred.js";
import { setCovering } from "../shards/covering.js";

/** Why an allocation is over. */
export interface Closure {
  readonly rule: string;
  readonly why: string;
  /** What led to it, as data. */
  readonly cause: Cause;
  /** Frames for which its prover keeps off the shard; those between two proposals for one filter unless told. */
  readonly backOffFrames?: number;
  /** Whether the place was vacated with its shard, by a split, a merge or a new grid: stored as historic, in no count. */
  readonly isHistoric?: boolean;
}

/** The allocation is over: left, rejected, lapsed, evicted or historic. */
export function close(network: ClosingServices, allocation: number, frame: number, closure: Closure): void {
  const { world, ringPositions } = network;
  const { rule, why, cause, backOffFrames = nodeTiming.joinSameFilter, isHistoric = false } = closure;
  recordOf(network, allocation, { rule, what: "place closed", why, cause });
  // A join that came to nothing has nothing to give up.
  if (world.allocations.hasServed[allocation] === 1) {
    ringPositions.vacate(allocation);
    setCovering(network, allocation, 0);
    setDeferred(world, allocation, 0);
    world.allocations.nextStanding[allocation] = 0;
  }
  world.allocations.retryFrame[allocation] = frame + backOffFrames;
  world.allocationIndex.close(allocation);
  changeStatus(network, allocation, isHistoric ? Status.historic : Status.left);
  network.wakeNode(world.provers.node[world.allocations.prover[allocation]], frame);
}
