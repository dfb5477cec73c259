/**
 * What a node writes into its descriptors of shards before it compares them: which ring, and how many leaves of data.
 * Source: protocol.md section 9 (node go:consensus/global/worker_allocator.go, rs:quil-engine/src/provers/lifecycle.rs).
 */
import { currentRing, dampenedJoinerRing, joinerRing } from "../ring/info.js";
import type { RuleSwitches } from "../ground/rule-sets.js";
import { guardsThinShards } from "./strategy.js";

type DescriptorSwitches = Pick<RuleSwitches, "lifecycle" | "ringSize" | "thinShardRescue">;

/** Provers of a shard, as one that is not on it reckons with them. */
export interface ProversOfShard {
  /** Active and joining by stored status. */
  readonly provers: number;
  /** Those that can be there when a join takes effect: joins that can be active by then, and leavers whose leave is not confirmed. */
  readonly projected: number;
}

/**
 * Ring of an allocation that the node holds, whether active, leaving or pending: the last one of the shard's active and joining
 * provers, the same for every prover on it whatever ring it is in itself.
 */
export function ringOfHeld(provers: number, { ringSize }: DescriptorSwitches): number {
  return currentRing(provers, ringSize);
}

/**
 * Ring of an allocation on a shard that the node is not on: that of one more prover, dampened under epochs. The planner that
 * rescues by `releasable` knows the members of shards, and takes the ring of its projected rank (protocol.md section 4).
 */
export function ringOfCandidate({ provers, projected }: ProversOfShard, rules: DescriptorSwitches): number {
  if (rules.thinShardRescue === "releasable") return joinerRing(projected, rules.ringSize);
  return guardsThinShards(rules) ? dampenedJoinerRing(provers, rules.ringSize) : joinerRing(provers, rules.ringSize);
}

/** Leaves of data that a score divides by the root of: one under epochs, whatever the shard has. */
export function scoredLeaves(leafCount: number, rules: Pick<RuleSwitches, "lifecycle">): number {
  return guardsThinShards(rules) ? 1 : leafCount;
}
