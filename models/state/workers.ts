/** Workers that nodes have and use: every change goes through here, so that what is free and what is missing adds up. */
import type { World } from "./world.js";

/** So many more workers of a node hold an allocation, and so many more have a proposal on its way. */
export function useWorkers(world: World, node: number, held: number, proposed: number): void {
  countSpare(world, node, -1);
  world.nodes.workersBusy[node] += held + proposed;
  world.nodes.proposed[node] += proposed;
  world.totals.proposed += proposed;
  countSpare(world, node, 1);
}

/** The node has so many workers more, or fewer. */
export function addWorkers(world: World, node: number, by: number): void {
  countSpare(world, node, -1);
  world.nodes.workers[node] += by;
  world.totals.workers += by;
  countSpare(world, node, 1);
}

/** A node has appeared with its workers. */
export function countNode(world: World, node: number): void {
  world.totals.peers++;
  world.totals.workers += world.nodes.workers[node];
  countSpare(world, node, 1);
}

/** The node is gone with its workers; what it still holds has lost them. */
export function removeNode(world: World, node: number): void {
  countSpare(world, node, -1);
  world.nodes.gone[node] = 1;
  world.totals.peers--;
  world.totals.workers -= world.nodes.workers[node];
  countSpare(world, node, 1);
}

/** Workers beyond the allocations of a node, those that ask for one included; negative: allocations beyond its workers. */
export function spareWorkers({ nodes }: World, node: number): number {
  const held = nodes.workersBusy[node] - nodes.proposed[node];
  return (nodes.gone[node] === 1 ? 0 : nodes.workers[node]) - held;
}

function countSpare(world: World, node: number, by: 1 | -1): void {
  const spare = spareWorkers(world, node);
  if (spare >= 0) world.totals.workersFree += by * spare;
  else world.totals.allocationsWithoutWorker -= by * spare;
}
