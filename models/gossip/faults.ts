/** The faults of a scenario as rules of the network. */
import type { NodeSet } from "../../sim/network/faults/node-set.js";
import type { FaultRule } from "../../sim/network/faults/rule.js";
import { Faults } from "../../sim/network/faults/rules.js";
import type { Window } from "../../sim/network/faults/window.js";
import type { Overlay } from "./overlay.js";
import type { Fault, GossipScenario } from "./schema.js";

type WrittenSet = NonNullable<Fault["from"]>;

export function faultRules(scenario: GossipScenario, overlay: Overlay): readonly FaultRule[] {
  const faults = new Faults(overlay.topology);
  const setOf = (written: WrittenSet | undefined): NodeSet => nodesOf(written, scenario, overlay);
  return scenario.faults.map((written) => {
    const window: Window = {
      fromUs: written.at,
      untilUs: written.at + written.for,
      ...(written.every !== undefined && { everyUs: written.every }),
    };
    const path = { from: setOf(written.from), to: setOf(written.to) };
    switch (written.fault) {
      case "partition":
        return faults.partition((written.groups ?? []).map(setOf), window);
      case "cut":
        return faults.cut(path, window);
      case "slow":
        return faults.slow({ ...path, addedUs: written.adds }, window);
      case "crash":
        return faults.crash(path.from, window);
      case "eclipse":
        return faults.eclipse({ victims: path.from, attackers: path.to }, window);
    }
  });
}

function nodesOf(
  written: WrittenSet | undefined,
  { nodes }: GossipScenario,
  { classOf, topology, regions }: Overlay,
): NodeSet {
  if (written === undefined) return "all";
  const { classes = [], regions: names = [] } = written;
  const found: number[] = [];
  for (const [node, of] of classOf.entries())
    if (classes.includes(nodes[of].class) || names.includes(regions.names[topology.regionOf[node]])) found.push(node);
  return { nodes: found };
}
