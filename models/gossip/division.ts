/** Whether and where a gossip network is divided over threads: between regions, which are far from each other. */
import type { DurationUs } from "../../sim/units/quantity-types.js";
import { type Cuts, cutEvenly } from "../../sim/parallel/partition.js";
import type { Overlay } from "./overlay.js";
import type { GossipScenario } from "./schema.js";

/**
 * What nodes know of each other where that decides what is an event is as old as this, whether or not there are several threads: the smallest
 * latency between regions that have nodes. 0: the network cannot be divided, as all are in one region, or connections open or close, as of
 * who crashes, which happens at both ends at once.
 */
export function lagUsOf(
  { faults, discovery }: Pick<GossipScenario, "faults" | "discovery">,
  { topology, regions }: Overlay,
): DurationUs {
  if (discovery !== undefined || faults.some(({ fault }) => fault === "crash")) return 0;
  const present = [...new Set(topology.regionOf)];
  let least = Infinity;
  for (const a of present)
    for (const b of present) if (a !== b) least = Math.min(least, regions.latencyUs[a * regions.names.length + b]);
  return least === Infinity ? 0 : least;
}

/** The first nodes of so many parts, or of fewer, where there are not as many regions or they differ too much in size. */
export function cutsOf(partCount: number, { topology, regionStarts }: Overlay): Cuts {
  for (let count = Math.min(partCount, regionStarts.length - 1); count > 1; count--) {
    const cuts = cutEvenlyIfAny(topology.nodeCount, count, regionStarts);
    if (cuts !== null) return cuts;
  }
  return [0, topology.nodeCount];
}

function cutEvenlyIfAny(nodeCount: number, count: number, regionStarts: readonly number[]): Cuts | null {
  try {
    return cutEvenly(nodeCount, count, regionStarts);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
