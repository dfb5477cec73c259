import { counted } from "../../../sim/units/readable.js";
import type { BigBytes } from "../../../sim/units/quantity-types.js";
import type { QuilUnits } from "../ground/token.js";
import { byBytes } from "../ground/compare.js";
import { type RingCandidate, assignRings } from "../ring/assign.js";
import { RuleError } from "../ground/rule.js";
import type { RuleSwitches } from "../ground/rule-sets.js";
import { type EmissionSwitches, emissionBasis } from "./basis.js";
import { allocationReward } from "./calculate.js";
import { distribute, updateRefusal } from "./distribute.js";
import type { PomwState } from "./pomw-basis.js";

/** An active prover of a shard. */
export interface FrameProver extends RingCandidate {
  /** Shards that its worker proves; counts only with `shardDivisor: workerShards`. 1 unless given. */
  readonly workerShards?: bigint | undefined;
}

/** One shard whose frame a global frame includes. */
export interface ShardFrame {
  readonly stateBytes: BigBytes;
  /** Leaves of the shard's data tree; 0 counts as 1. */
  readonly leafCount: bigint;
  /** All provers active on the filter, in any order. */
  readonly provers: readonly FrameProver[];
  /** Addresses of those that did not take part. */
  readonly absent: ReadonlySet<string>;
}

/** A shard's rings and pay, both in rank order. */
export interface ShardPayment {
  readonly rankOrder: readonly string[];
  readonly rings: readonly number[];
  /** Participants in rank order, with their units. Empty when the update is void. */
  readonly paid: readonly { readonly address: string; readonly units: QuilUnits }[];
  readonly minted: QuilUnits;
  /** Why nothing is paid, or null. */
  readonly refusal: string | null;
}

type FrameSwitches = EmissionSwitches & Pick<RuleSwitches, "ringOrder">;

/**
 * Mints a frame: for every shard, rings over all its active provers, then an equal share of its ring's output for
 * every participant. A shard with too few participants pays nothing. Throws `RuleError` as `allocationReward` does.
 * Source: protocol.md `emission.frame` (node go: global_prover_shard_update.go; rs: prover_shard_update.rs).
 */
export function mintFrame(
  state: PomwState,
  shards: readonly ShardFrame[],
  switches: FrameSwitches,
): readonly ShardPayment[] {
  const basis = emissionBasis(state, switches);
  return shards.map((shard) => payShard(basis, state.worldBytes, shard, switches));
}

function payShard(basis: QuilUnits, worldBytes: BigBytes, shard: ShardFrame, switches: FrameSwitches): ShardPayment {
  const { rankOrder, rings } = assignRings(shard.provers, switches);
  const ranks = rankOrder.flatMap((address, rank) => (shard.absent.has(address) ? [] : [rank]));
  const refusal = updateRefusal(rankOrder.length, ranks, switches);
  if (refusal !== null) return { rankOrder, rings, paid: [], minted: 0n, refusal };
  const workerShards = new Map(shard.provers.map((prover) => [prover.address, prover.workerShards ?? 1n]));
  const outputOf = (ring: number, rank: number): QuilUnits => {
    const shards = rootOperand(shard.leafCount, workerShards.get(rankOrder[rank]), switches);
    return allocationReward(basis, worldBytes, { ring, stateBytes: shard.stateBytes, shards }, switches);
  };
  const { shares, minted } = distribute(rankOrder.length, ranks, outputOf, switches);
  const paid = shares.map((units, k) => ({ address: rankOrder[ranks[k]], units }));
  return { rankOrder, rings, paid, minted, refusal };
}

/** What the reward's square root counts, at least 1. */
function rootOperand(leafCount: bigint, workerShards = 1n, { shardDivisor }: FrameSwitches): bigint {
  const count = shardDivisor === "leafCount" ? leafCount : workerShards;
  return count === 0n ? 1n : count;
}

/**
 * Addresses at the given positions (from 0) after sorting by address, as a bit mask counts them.
 * Throws `RuleError` for a position that no prover has.
 */
export function addressesAt(
  provers: readonly Pick<RingCandidate, "address">[],
  positions: readonly number[],
): ReadonlySet<string> {
  const sorted = provers.map((prover) => prover.address).toSorted(byBytes);
  const outside = positions.find((position) => position >= sorted.length);
  if (outside !== undefined)
    throw new RuleError(
      `absentIndexInAddressOrder: position ${outside} is not below ${counted(sorted.length, "prover")}`,
    );
  return new Set(positions.map((position) => sorted[position]));
}
