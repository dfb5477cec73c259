/** Groups that results tell apart: the regions, then the classes. A node is in one of each. */
import type { Overlay } from "./overlay.js";
import type { GossipScenario } from "./schema.js";

export interface Group {
  readonly of: "region" | "class";
  readonly name: string;
}

export const groupsOf = (
  { nodes }: Pick<GossipScenario, "nodes">,
  { regions }: Pick<Overlay, "regions">,
): readonly Group[] => [
  ...regions.names.map((name): Group => ({ of: "region", name })),
  ...nodes.map(({ class: name }): Group => ({ of: "class", name })),
];

/** Rows of the two groups of a node. */
export const regionGroup = ({ topology }: Pick<Overlay, "topology">, node: number): number => topology.regionOf[node];
export const classGroup = ({ regions, classOf }: Pick<Overlay, "regions" | "classOf">, node: number): number =>
  regions.names.length + classOf[node];
