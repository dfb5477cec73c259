import { counted } from "../../../sim/units/readable.js";
import type { RuledWorld } from "../../changes/network.js";

/** Whether the rings of 2.0 hold each member once, and none more than it may; other eras have none. */
export function eraRingsHold({
  world: { allocations, provers, nodes, shards, totals },
  rules,
}: RuledWorld): string | null {
  const ranked = shards.ranked[0];
  if (new Set(ranked).size !== ranked.length) return "a node has two ring positions";
  const sizes = new Map<number, number>();
  let cores = 0;
  for (const allocation of ranked) {
    const ring = allocations.ring[allocation];
    if (ring < 0) return `member ${allocations.prover[allocation]} sits in no ring`;
    sizes.set(ring, (sizes.get(ring) ?? 0) + 1);
    cores += nodes.workers[provers.node[allocations.prover[allocation]]];
  }
  for (const [ring, size] of sizes) if (size > rules.ringSize) return `ring ${ring} holds ${counted(size, "node")}`;
  if (rules.emissionRule === "v20" && cores !== totals.active)
    return `${counted(cores, "core")} in rings, ${totals.active} counted`;
  return null;
}
