/** What the workers of a class do when a run ends; before 2.1 they are cores, and active is who serves. */
import type { Network, RuledWorld } from "../../changes/network.js";
import { Status } from "../../state/allocations.js";
import { spareWorkers } from "../../state/workers.js";

/** Counts of workers, of ring positions, and the sum of their rings. */
export interface ClassWork {
  readonly active: number;
  readonly joining: number;
  readonly leaving: number;
  readonly paused: number;
  readonly free: number;
  /** Allocations whose node has no worker for them any more. */
  readonly missing: number;
  /** Free workers that have asked for an allocation and heard nothing yet. */
  readonly proposed: number;
  readonly positions: number;
  readonly ringSum: number;
}

const sumOf = (items: readonly number[], of: (item: number) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);

/** Since 2.1: a worker an allocation. */
export function workOfWorkers({ world }: Pick<Network, "world">, ofClass: readonly number[]): ClassWork {
  const { allocations, allocationIndex } = world;
  const byStatus = Object.values(Status).map(() => 0);
  let positions = 0;
  let ringSum = 0;
  for (const node of ofClass) {
    for (
      let allocation = allocationIndex.first(world.nodes.prover[node]);
      allocation >= 0;
      allocation = allocationIndex.after(allocation)
    ) {
      byStatus[allocations.status[allocation]]++;
      if (allocations.ring[allocation] < 0) continue;
      positions++;
      ringSum += allocations.ring[allocation];
    }
  }
  return {
    active: byStatus[Status.active],
    joining: byStatus[Status.joining],
    leaving: byStatus[Status.leaving],
    paused: byStatus[Status.paused],
    free: sumOf(ofClass, (node) => Math.max(0, spareWorkers(world, node))),
    missing: sumOf(ofClass, (node) => Math.max(0, -spareWorkers(world, node))),
    proposed: byStatus[Status.proposed],
    positions,
    ringSum,
  };
}

/** Before 2.1: all cores of a node serve the one shard, or none does. */
export function workOfCores({ world, rules }: RuledWorld, ofClass: readonly number[]): ClassWork {
  const { nodes, allocations, allocationIndex, v20Members } = world;
  const coresOf = (node: number): number => nodes.workers[node];
  const ringOf = (node: number): number => {
    const allocation = allocationIndex.first(nodes.prover[node]);
    return allocation < 0 ? -1 : allocations.ring[allocation];
  };
  const isWaiting = new Set(v20Members?.waiting);
  const isPresent = (node: number): boolean => nodes.gone[node] === 0;
  const inRings = ofClass.filter((node) => ringOf(node) >= 0);
  // Who appeared since the last frame is online, and serves from the next one on.
  const serving = rules.emissionRule === "v20" ? inRings : ofClass.filter((node) => nodes.workersBusy[node] > 0);
  const active = sumOf(serving, coresOf);
  const missing = sumOf(
    serving.filter((node) => !isPresent(node)),
    coresOf,
  );
  const joining = sumOf(
    ofClass.filter((node) => isPresent(node) && isWaiting.has(nodes.prover[node])),
    coresOf,
  );
  return {
    active,
    joining,
    leaving: 0,
    paused: 0,
    free: sumOf(ofClass.filter(isPresent), coresOf) + missing - active - joining,
    missing,
    proposed: 0,
    positions: inRings.length,
    ringSum: sumOf(inRings, ringOf),
  };
}
