/** How deep a shard is, as metrics tell it. */
import { currentRing } from "../protocol/ring/info.js";
import { ringDepths } from "./totals.js";

/** Depth, as metrics tell it, of the deepest ring of n provers. */
export function ringDepth(provers: number, ringSize: number): number {
  return Math.min(currentRing(provers, ringSize), ringDepths - 1);
}
