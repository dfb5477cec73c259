import type { DurationUs } from "../units/quantity-types.js";
import type { Topology } from "./topology.js";

/**
 * The smallest latency between nodes of different parts, in microseconds; `Infinity` where no message can cross. `cuts`
 * are the first nodes of the parts, and the number of nodes. Nothing arrives sooner: bandwidth, jitter and faults only add
 * to it.
 */
export function lookaheadUs(topology: Topology, cuts: readonly number[]): DurationUs {
  const { nodeCount, links, regions, regionOf, accessUs } = topology;
  const partOf = new Int32Array(nodeCount);
  for (let part = 0; part + 1 < cuts.length; part++) partOf.fill(part, cuts[part], cuts[part + 1]);
  let least = Infinity;
  if (links !== null) {
    for (let from = 0; from < nodeCount; from++)
      for (let k = links.starts[from]; k < links.starts[from + 1]; k++)
        if (partOf[from] !== partOf[links.ends[k]])
          least = Math.min(least, links.latencyUs[k] + accessUs[from] + accessUs[links.ends[k]]);
    if (regions === null) return least;
  }
  if (regions === null) return least;
  // Of the nodes of a part in a region the one with the quickest access decides.
  const regionCount = regions.names.length;
  const partCount = Math.max(1, cuts.length - 1);
  const quickest = new Float64Array(partCount * regionCount).fill(Infinity);
  for (let node = 0; node < nodeCount; node++) {
    const at = partOf[node] * regionCount + regionOf[node];
    quickest[at] = Math.min(quickest[at], accessUs[node]);
  }
  for (let a = 0; a < quickest.length; a++)
    for (let b = 0; b < quickest.length; b++) {
      const isCrossing = Math.floor(a / regionCount) !== Math.floor(b / regionCount);
      const latency = regions.latencyUs[(a % regionCount) * regionCount + (b % regionCount)];
      if (isCrossing) least = Math.min(least, quickest[a] + quickest[b] + latency);
    }
  return least;
}
