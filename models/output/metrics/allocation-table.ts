/** Who sits where when a run ends, an allocation a row, where `report.allocations` asks for it. Balances must be settled. */
import type { Network } from "../../changes/network.js";
import { takesPart } from "../../state/activity.js";
import { isOver, Status } from "../../state/allocations.js";
import type { World } from "../../state/world.js";
import type { LongTable } from "./columns.js";
import { inQuil } from "./in-quil.js";

const statusWords = {
  [Status.proposed]: "proposed",
  [Status.joining]: "joining",
  [Status.active]: "active",
  [Status.paused]: "paused",
  [Status.leaving]: "leaving",
} as const;

/**
 * One row an allocation that somebody holds or has asked for, by prover and shard; null where nobody asked for the table, and in
 * eras whose nodes have no places (Dawn, Dusk). Numbers lie in typed arrays, since a launch has a million rows; NaN is an empty cell.
 */
export function allocationTable({ world, scenario }: Pick<Network, "world" | "scenario">): LongTable | null {
  const { earnings, allocations, provers, nodes, shards } = world;
  if (earnings === null) return null;
  const rows = listed(world);
  const ranks = ranksOf(world);
  const numbers = (read: (allocation: number) => number): Float64Array => Float64Array.from(rows, read);
  const nodeOf = (allocation: number): number => provers.node[allocations.prover[allocation]];
  const texts = (read: (allocation: number) => string): string[] => Array.from(rows, read);
  const units = Array.from(rows, (allocation) => earnings.of(allocation));
  const columns: LongTable["columns"] = [
    { name: "prover", values: numbers((a) => allocations.prover[a]) },
    { name: "node", values: numbers(nodeOf) },
    { name: "operator", values: numbers((a) => nodes.operator[nodeOf(a)]) },
    { name: "operator_class", values: texts((a) => scenario.operators[nodes.operatorClass[nodeOf(a)]].class) },
    { name: "shard", values: numbers((a) => allocations.shard[a]) },
    { name: "shard_filter", values: texts((a) => shards.filter[allocations.shard[a]]) },
    { name: "allocation_status", values: texts((a) => statusWords[allocations.status[a] as keyof typeof statusWords]) },
    { name: "since_frame", values: numbers((a) => sinceFrame(world, a)) },
    // In 2.0 nobody counts who covers a shard.
    ...(world.v20Rings === null ? [{ name: "covers", values: numbers((a) => allocations.covers[a]) }] : []),
    { name: "ring", values: numbers((a) => (allocations.ring[a] < 0 ? Number.NaN : allocations.ring[a])) },
    { name: "ring_rank", values: numbers((a) => ranks.get(a) ?? Number.NaN) },
    { name: "last_active_frame", values: numbers((a) => lastActiveFrame(world, a)) },
    { name: "reward_units", values: units },
    { name: "reward_quil", values: Float64Array.from(units, inQuil) },
  ];
  return { columns, rowCount: rows.length };
}

/** In the order of provers, and of shards. */
function listed({ allocations, allocationIndex, provers }: World): Int32Array {
  const found: number[] = [];
  for (let prover = 0; prover < provers.count; prover++) {
    const own = allocationIndex.of(prover).filter((a) => !isOver(allocations.status[a]));
    for (const allocation of own.toSorted((a, b) => allocations.shard[a] - allocations.shard[b] || a - b))
      found.push(allocation);
  }
  return Int32Array.from(found);
}

/** Places among all in the rings of a shard, from 0. Reached by key only, so the order of the Map never matters. */
function ranksOf({ shards }: World): ReadonlyMap<number, number> {
  const ranks = new Map<number, number>();
  for (let shard = 0; shard < shards.count; shard++)
    for (const [rank, allocation] of shards.ranked[shard].entries()) ranks.set(allocation, rank);
  return ranks;
}

/** The frame that its status is as old as: of its request, or of what confirmed it. */
function sinceFrame({ allocations, v20Rings }: World, allocation: number): number {
  const { status, joinFrame, activeSince, pauseFrame, leaveFrame } = allocations;
  switch (status[allocation]) {
    case Status.active:
      return v20Rings === null ? activeSince[allocation] : joinFrame[allocation];
    case Status.paused:
      return pauseFrame[allocation];
    case Status.leaving:
      return leaveFrame[allocation];
    default:
      return joinFrame[allocation];
  }
}

/** The last frame that it took part in, or that its idle time counts from; NaN where it was never in the rings. */
function lastActiveFrame(world: World, allocation: number): number {
  const { allocations, nodes, provers, shards, frame } = world;
  const known = allocations.lastActive[allocation];
  const isNew =
    nodes.presenceSince[provers.node[allocations.prover[allocation]]] > frame ||
    shards.mintingSince[allocations.shard[allocation]] > frame;
  if (takesPart(world, allocation) && !isNew) return Math.max(known, frame);
  return known > 0 ? known : Number.NaN;
}
