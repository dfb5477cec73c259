/** The rules that a node goes by when it chooses: the one place where they are read, as nodes may differ in them. */
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import type { Logged } from "../../state/log/log-of.js";
import type { RulesInForce } from "../network.js";

/**
 * Switches as this node has them: those of the run, with the threshold of its class where the class has one of its own. For
 * what a node decides (`reconfirm`, `thinShardRescue`, `thinTargets`, `keepThresholdPercent`); what the network decides is
 * in `RulesInForce`.
 */
export function nodeRules(
  { strategies, world }: Pick<RulesInForce, "strategies"> & Pick<Logged, "world">,
  node: number,
): RuleSwitches {
  return strategies.ofClass[world.nodes.operatorClass[node]].rules;
}
