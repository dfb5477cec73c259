/** The faults of a scenario as rules of the network. */
import type { NodeSet } from "../../sim/network/faults/node-set.js";
import type { FaultRule } from "../../sim/network/faults/rule.js";
import { Faults } from "../../sim/network/faults/rules.js";
import { ruleOf } from "../../sim/network/faults/written.js";
import type { WrittenSet } from "../../sim/scenario/faults-field.js";
import type { Overlay } from "./overlay.js";
import type { GossipScenario } from "./schema.js";

export function faultRules(scenario: GossipScenario, overlay: Overlay): readonly FaultRule[] {
  const faults = new Faults(overlay.topology);
  return scenario.faults.map((written) => ruleOf(faults, written, (set) => nodesOf(set, scenario, overlay)));
}

function nodesOf(
  { classes = [], regions: names = [] }: WrittenSet,
  { nodes }: GossipScenario,
  { classOf, topology, regions }: Overlay,
): NodeSet {
  const found: number[] = [];
  for (const [node, of] of classOf.entries())
    if (classes.includes(nodes[of].class) || names.includes(regions.names[topology.regionOf[node]])) found.push(node);
  return { nodes: found };
}
