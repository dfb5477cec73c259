/** The rules that a node goes by when it chooses: the one place where they are read, as nodes may differ in them. */
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import type { FollowedStrategy } from "../scenario/followed.js";
import type { Network } from "./network.js";

type Following = Pick<Network, "strategies" | "olderStrategies" | "world">;

/** The strategy that a node follows: that of its class, by the latest release that it has adopted. */
export function strategyOf(network: Following, node: number): FollowedStrategy {
  const { world, olderStrategies } = network;
  const classIndex = world.nodes.operatorClass[node];
  let { strategies } = network;
  if (olderStrategies.length === 0) return strategies.ofClass[classIndex];
  const nowUs = world.clock.timeOf(world.frame);
  for (const older of olderStrategies) {
    if (nowUs >= older.adoptedUs(node)) break;
    ({ strategies } = older);
  }
  return strategies.ofClass[classIndex];
}

/**
 * Switches as this node has them: those of the run, with the threshold of its class where the class has one of its own. For
 * what a node decides (`reconfirm`, `thinShardRescue`, `thinTargets`, `keepThresholdPercent`); what the network decides is
 * in `RulesInForce`.
 */
export const nodeRules = (network: Following, node: number): RuleSwitches => strategyOf(network, node).rules;
