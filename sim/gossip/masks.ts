/** Masks: sets of topics that nodes subscribe to as one. */
import type { GossipState } from "./state.js";

/** Whether a mask is looked after as one mesh, and not topic by topic. */
export const isComposite = ({ parameters, masks }: GossipState, mask: number): boolean =>
  parameters.degreeSame !== null && (masks[mask] & (masks[mask] - 1)) !== 0;

/** Whether a topic of a node is looked after by itself: some mask of the node that has it is not composite. */
export function isPlain(state: GossipState, node: number, topic: number): boolean {
  const { masks, isMember, nodeCount, parameters } = state;
  if (parameters.degreeSame === null) return true;
  for (let mask = 0; mask < masks.length; mask++)
    if (((masks[mask] >> topic) & 1) === 1 && isMember[mask * nodeCount + node] === 1 && !isComposite(state, mask))
      return true;
  return false;
}
