import { logOfProver, type Logged } from "../../state/log/log-of.js";
import { followsSeniority } from "../../protocol/ring/assign.js";
import type { RulesInForce, ShardUpdates } from "../network.js";

/**
 * Sets the seniority of a prover, points, by the rule that says so, with everything that stands on it: the weights of its shards' committees,
 * and its rank in their rings, which are put in order when they are next rebuilt.
 */
export function changeSeniority(
  network: RulesInForce & Logged & ShardUpdates,
  prover: number,
  points: number,
  rule: string,
): void {
  const { world, ringPositions, rules, touched } = network;
  const { allocations, allocationIndex, provers, nodes, shards } = world;
  const change = points - provers.seniority[prover];
  if (change === 0) return;
  provers.seniority[prover] = points;
  logOfProver(network, prover)?.(rule, "has seniority", "", { value: points });
  for (
    let allocation = allocationIndex.first(prover);
    allocation >= 0;
    allocation = allocationIndex.after(allocation)
  ) {
    if (allocations.ring[allocation] < 0) continue;
    const shard = allocations.shard[allocation];
    shards.seniorityTotal[shard] += change;
    shards.seniorityPresent[shard] += change * nodes.online[provers.node[prover]];
    // Taking the position that it has puts it in its new rank.
    if (followsSeniority(rules.ringOrder) && ringPositions.holds(allocation)) ringPositions.take(allocation);
    touched.add(shard);
  }
}
