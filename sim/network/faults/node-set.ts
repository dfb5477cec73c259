import { messages } from "../messages.js";
import type { Topology } from "../topology.js";

/** Some of the nodes: those of a list, those of regions by name, those of whom a function says so, or all. */
export type NodeSet =
  "all" | { readonly nodes: ArrayLike<number> } | { readonly regions: readonly string[] } | { readonly has: IsIn };

/** Whether a node is in a set; of a topology that grows, also one that came later. */
export type IsIn = (node: number) => boolean;

/** Throws `RangeError` for nodes and regions that are not there. */
export function membership(set: NodeSet, topology: Topology): IsIn {
  if (set === "all") return () => true;
  if ("has" in set) return set.has;
  const mask = "nodes" in set ? maskOfNodes(set.nodes, topology) : maskOfRegions(set.regions, topology);
  return (node) => mask[node] === 1;
}

function maskOfNodes(nodes: ArrayLike<number>, { nodeCount }: Topology): Uint8Array {
  const mask = new Uint8Array(nodeCount);
  for (let k = 0; k < nodes.length; k++) {
    const node = nodes[k];
    if (!(node in mask)) throw new RangeError(messages.badNode(node, nodeCount));
    mask[node] = 1;
  }
  return mask;
}

function maskOfRegions(wanted: readonly string[], { nodeCount, regions, regionOf }: Topology): Uint8Array {
  const mask = new Uint8Array(nodeCount);
  const names = regions?.names ?? [];
  for (const name of wanted) {
    const region = names.indexOf(name);
    if (region < 0) throw new RangeError(messages.noRegion(name, names));
    for (let node = 0; node < nodeCount; node++) if (regionOf[node] === region) mask[node] = 1;
  }
  return mask;
}
