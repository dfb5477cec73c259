import { messages } from "../messages.js";
import type { Topology } from "../topology.js";

/** Some of the nodes: those of a list, those of regions by name, or all. */
export type NodeSet = "all" | { readonly nodes: ArrayLike<number> } | { readonly regions: readonly string[] };

/** 1 for each node of the set. Throws `RangeError` for nodes and regions that are not there. */
export function maskOf(set: NodeSet, { nodeCount, regions, regionOf }: Topology): Uint8Array {
  const mask = new Uint8Array(nodeCount);
  if (set === "all") return mask.fill(1);
  if ("nodes" in set) {
    for (let k = 0; k < set.nodes.length; k++) {
      const node = set.nodes[k];
      if (!(node in mask)) throw new RangeError(messages.badNode(node, nodeCount));
      mask[node] = 1;
    }
    return mask;
  }
  const names = regions?.names ?? [];
  for (const name of set.regions) {
    const region = names.indexOf(name);
    if (region < 0) throw new RangeError(messages.noRegion(name, names));
    for (let node = 0; node < nodeCount; node++) if (regionOf[node] === region) mask[node] = 1;
  }
  return mask;
}
