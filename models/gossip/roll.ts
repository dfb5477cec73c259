/**
 * Who is there, by name. A node is called by its class and its place in it, so that a draw for it is the same whichever other classes and nodes
 * there are, and in whatever order the scenario has them.
 */
import { type NodeNames, nodeNames } from "../../sim/network/node-names.js";
import type { NamedGroup } from "../../sim/random/distributions/member-choice.js";
import { type NameWords, nameWords } from "../../sim/random/name-hash.js";
import type { GossipScenario } from "./schema.js";

type Nodes = Pick<GossipScenario, "nodes">;

/** Some nodes: the class of each, by its place in the scenario, and its own place in the class, from 0. */
export interface Roll {
  readonly classOf: Uint8Array;
  readonly placeOf: Int32Array;
}

export const nodeCountOf = ({ nodes }: Nodes): number => nodes.reduce((sum, { count }) => sum + count, 0);

/** All nodes, in the order of classes. */
export function rollOf({ nodes }: Nodes): Roll {
  const count = nodeCountOf({ nodes });
  const [classOf, placeOf] = [new Uint8Array(count), new Int32Array(count)];
  let next = 0;
  for (const [of, one] of nodes.entries())
    for (let place = 0; place < one.count; place++) {
      classOf[next] = of;
      placeOf[next++] = place;
    }
  return { classOf, placeOf };
}

/** The nodes of a roll in another order. */
export const reordered = ({ classOf, placeOf }: Roll, order: Int32Array): Roll => ({
  classOf: Uint8Array.from(order, (at) => classOf[at]),
  placeOf: Int32Array.from(order, (at) => placeOf[at]),
});

/** Under what name each node draws. */
export function namesOf({ nodes }: Nodes, { classOf, placeOf }: Roll): NodeNames {
  const words = nodes.map(({ class: name }) => nameWords(name));
  return nodeNames(classOf.length, (node) => ({ ...words[classOf[node]], place: placeOf[node] }));
}

/** Under what name each node draws where it is: nodes that share an address are in one place, and draw under the first of them. */
export function addressNames({ nodes }: Nodes, { classOf, placeOf }: Roll): NodeNames {
  const firstOf = placeOf.map((place, node) => place - (place % nodes[classOf[node]].perAddress));
  return namesOf({ nodes }, { classOf, placeOf: firstOf });
}

/** The classes, as groups to choose nodes from. */
export const classGroups = ({ nodes }: Nodes): readonly NamedGroup[] =>
  nodes.map(({ class: name, count }) => ({ ...nameWords(name), count }));

export const nameOf = ({ first, second }: NodeNames, node: number): NameWords => ({
  first: first[node],
  second: second[node],
});
