import type { BigBytes } from "../../../sim/units/quantity-types.js";
import type { QuilUnits } from "../ground/token.js";
import { type EmissionSwitches, emissionBasis } from "./basis.js";
import { allocationReward } from "./calculate.js";
import type { PomwState } from "./pomw-basis.js";

/** A ring of one shard, in one frame. */
export interface RingOfShard extends PomwState {
  /** Ring, from 0. */
  readonly ring: number;
  /** Leaves of the shard's data tree, or shards of the worker with `shardDivisor: workerShards`; 0 counts as 1. */
  readonly leafCount: number | bigint;
  /** Size of the shard, bytes. */
  readonly stateBytes: BigBytes;
}

/** Units that a whole ring earns in a frame, whoever shares them. Source: protocol.md `emission.frame` 4 (node). */
function ringOutput(of: RingOfShard, switches: EmissionSwitches): QuilUnits {
  const allocation = { ring: of.ring, stateBytes: of.stateBytes, shards: BigInt(of.leafCount) || 1n };
  return allocationReward(emissionBasis(of, switches), of.worldBytes, allocation, switches);
}

/**
 * Units that one participant of a full ring earns in a frame: an eighth (one `ringSize`-th) of the ring's output,
 * truncated. It stays the same until a size, the leaf count or the generation changes, so a simulator may multiply it
 * by frames. Source: protocol.md `emission.frame` 4 and 5 (node).
 */
export function ringShare(of: RingOfShard, switches: EmissionSwitches): QuilUnits {
  return ringOutput(of, switches) / BigInt(switches.ringSize);
}
