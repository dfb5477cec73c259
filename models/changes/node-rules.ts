/** The rules that a node goes by when it chooses: the one place where they are read, as nodes may differ in them. */
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import type { FollowedStrategy } from "../scenario/followed.js";
import type { Network } from "./network.js";

type Following = Pick<Network, "strategies" | "olderStrategies" | "world">;

/** The strategy that a node follows: that of its class, or the one of its operator where a class has several, by the latest release that it has adopted. */
export function strategyOf(network: Following, node: number): FollowedStrategy {
  const { world, olderStrategies } = network;
  let { strategies } = network;
  if (olderStrategies.length > 0) {
    const nowUs = world.clock.timeOf(world.frame);
    for (const older of olderStrategies) {
      if (nowUs >= older.adoptedUs(node)) break;
      ({ strategies } = older);
    }
  }
  const ofClass = strategies.ofClass[world.nodes.operatorClass[node]];
  return ofClass.length === 1 || world.following === null
    ? ofClass[0]
    : ofClass[world.following.choice[world.nodes.operator[node]]];
}

/**
 * Switches as this node has them: those of the run, with the threshold of its class where the class has one of its own. For
 * what a node decides (`reconfirm`, `thinShardRescue`, `thinTargets`, `keepThresholdPercent`); what the network decides is
 * in `RulesInForce`.
 */
export const nodeRules = (network: Following, node: number): RuleSwitches => strategyOf(network, node).rules;
