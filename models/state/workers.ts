/** Workers that nodes have and use: every change goes through here, so that what is free and what is missing adds up. */
import type { World } from "./world.js";

/** Changes of what a node's workers do: those that hold an allocation, and those whose proposal is on its way. */
export interface UseChange {
  readonly held: number;
  readonly proposed: number;
}

/** So many more workers of a node hold an allocation, or have asked for one. */
export function useWorkers(world: World, prover: number, { held, proposed }: UseChange): void {
  countSpare(world, prover, -1);
  world.provers.workersBusy[prover] += held + proposed;
  world.provers.proposed[prover] += proposed;
  world.totals.proposed += proposed;
  countSpare(world, prover, 1);
}

/** The node has so many workers more, or fewer. */
export function addWorkers(world: World, prover: number, by: number): void {
  countSpare(world, prover, -1);
  world.provers.workers[prover] += by;
  world.totals.workers += by;
  countSpare(world, prover, 1);
}

/** A node has appeared with its workers. */
export function countNode(world: World, prover: number): void {
  world.totals.peers++;
  world.totals.workers += world.provers.workers[prover];
  countSpare(world, prover, 1);
}

/** The node is gone with its workers; what it still holds has lost them. */
export function removeNode(world: World, prover: number): void {
  countSpare(world, prover, -1);
  world.provers.gone[prover] = 1;
  world.totals.peers--;
  world.totals.workers -= world.provers.workers[prover];
  countSpare(world, prover, 1);
}

/** Workers beyond the allocations of a node, those that ask for one included; negative: allocations beyond its workers. */
export function spareWorkers({ provers }: World, prover: number): number {
  const held = provers.workersBusy[prover] - provers.proposed[prover];
  return (provers.gone[prover] === 1 ? 0 : provers.workers[prover]) - held;
}

function countSpare(world: World, prover: number, by: 1 | -1): void {
  const spare = spareWorkers(world, prover);
  if (spare >= 0) world.totals.workersFree += by * spare;
  else world.totals.allocationsWithoutWorker -= by * spare;
}
