import type { World } from "../../state/world.js";

/** Nodes of an operator that are there and stay, in order of appearance. */
export const latestNodes = (
  { operators, nodes }: Pick<World, "operators" | "nodes">,
  operator: number,
): readonly number[] =>
  operators.nodes[operator].filter((node) => nodes.gone[node] === 0 && nodes.departing[node] === 0);

/** Whether all nodes that an operator ever had are gone, what they had left in allocations too. */
export const areAllGone = ({ operators, nodes }: Pick<World, "operators" | "nodes">, operator: number): boolean =>
  operators.nodes[operator].every((node) => nodes.gone[node] === 1);
