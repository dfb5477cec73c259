/**
 * Rings of the simulated shards. An allocation that belongs in its shard's rings holds a position there; those taken and given up
 * during a frame are collected, and `rebuildRings` settles the shard once, from the first rank that changed on.
 */
import { accrueShard, settlePosition, startPosition } from "../rewards/accrual.js";
import type { Network, ProverWatches, RulesInForce, ShardFigures, ShardUpdates } from "../network.js";
import { ringDepths } from "../../state/totals.js";
import { noteActivity } from "../../state/activity.js";
import { ringOfRank } from "../../protocol/ring/assign.js";
import { insertPositions } from "./insert-positions.js";
import { ringComparator } from "./ring-comparator.js";
import { sortPositions } from "./sort-positions.js";
import type { Logged } from "../../state/log/log-of.js";

/**
 * Brings the rings of one shard up to date from `frame` on. Whoever changes ring is settled first, so that every unit
 * is earned in the ring that its prover sat in. Ranks before the first change are not touched.
 */
export function rebuildRings(
  network: RulesInForce & Logged & ShardUpdates & ShardFigures & ProverWatches,
  shard: number,
  frame: number,
): void {
  const { world, ringPositions } = network;
  const { allocations, shards } = world;
  accrueShard(world, shard, frame);
  const ranked = shards.ranked[shard];
  const outgoing: number[] = [];
  const leaving: number[] = [];
  const entering: number[] = [];
  for (const allocation of ringPositions.drain(shard)) {
    const holds = ringPositions.holds(allocation);
    if (holds) entering.push(allocation);
    if (allocations.ring[allocation] < 0) continue;
    // One that stays was put out of order by a change of its seniority, and goes back in where it now belongs.
    outgoing.push(allocation);
    if (!holds) leaving.push(allocation);
  }
  let first = ranked.length;
  if (outgoing.length > 0) first = removePositions(ranked, outgoing);
  for (const allocation of leaving) leaveRing(network, allocation, frame);
  if (entering.length > 0) {
    sortPositions(network, entering);
    first = Math.min(first, insertPositions(ranked, entering, ringComparator(network)));
  }
  seatFrom(network, shard, first, frame);
  network.orders.ringsChanged(shard);
}

/** Rings hold more or fewer from `frame` on; who is in them, and in which order, stays. */
export function resizeRings(network: RulesInForce & Logged & ProverWatches, shard: number, frame: number): void {
  accrueShard(network.world, shard, frame);
  seatFrom(network, shard, 0, frame);
}

/** Puts everybody from a rank on into the ring of its rank. */
function seatFrom(network: RulesInForce & Logged & ProverWatches, shard: number, first: number, frame: number): void {
  const { allocations, shards, rings } = network.world;
  const ranked = shards.ranked[shard];
  const rows = shards.ringRows[shard];
  for (let rank = first; rank < ranked.length; rank++) {
    const allocation = ranked[rank];
    const ring = ringOfRank(rank, network.rules.ringSize);
    while (rows.length <= ring) rows.push(rings.add());
    if (allocations.ring[allocation] !== ring) moveTo(network, { allocation, shard, ring }, frame);
  }
}

/** Up to so many are looked for one by one: a set of them takes longer to make. */
const fewPositions = 8;

/** Takes allocations out of those of a shard in ring order, in place; gives the first rank that changed. */
function removePositions(ranked: number[], leaving: readonly number[]): number {
  if (leaving.length === 1) {
    const rank = ranked.indexOf(leaving[0]);
    ranked.splice(rank, 1);
    return rank;
  }
  const those = leaving.length > fewPositions ? new Set(leaving) : null;
  const isLeaving = (allocation: number): boolean => those?.has(allocation) ?? leaving.includes(allocation);
  const first = ranked.findIndex(isLeaving);
  let kept = first;
  for (let rank = first; rank < ranked.length; rank++) {
    if (!isLeaving(ranked[rank])) ranked[kept++] = ranked[rank];
  }
  ranked.length = kept;
  return first;
}

function moveTo(
  { world, activeFrames }: Pick<Network, "world" | "activeFrames">,
  { allocation, shard, ring }: { allocation: number; shard: number; ring: number },
  frame: number,
): void {
  const { allocations, provers, nodes, shards, rings, totals } = world;
  const prover = allocations.prover[allocation];
  const rows = shards.ringRows[shard];
  const before = allocations.ring[allocation];
  const online = nodes.online[provers.node[prover]];
  if (before >= 0) {
    settlePosition(world, allocation);
    totals.proversByRing[depthOf(before)]--;
    rings.present[rows[before]] -= online;
  } else {
    shards.inRings[shard]++;
    shards.seniorityTotal[shard] += provers.seniority[prover];
    shards.present[shard] += online;
    shards.seniorityPresent[shard] += online * provers.seniority[prover];
    if (shards.minting[shard] === 1) activeFrames?.changePositions(prover, 1, frame);
  }
  totals.proversByRing[depthOf(ring)]++;
  rings.present[rows[ring]] += online;
  allocations.ring[allocation] = ring;
  startPosition(world, allocation);
}

/** Takes an allocation out of its ring; what it earned before `frame` is settled. */
function leaveRing(
  { world, activeFrames }: Pick<Network, "world" | "activeFrames">,
  allocation: number,
  frame: number,
): void {
  const { allocations, provers, nodes, shards, rings, totals } = world;
  const shard = allocations.shard[allocation];
  const prover = allocations.prover[allocation];
  const online = nodes.online[provers.node[prover]];
  settlePosition(world, allocation);
  noteActivity(world, allocation, frame);
  totals.proversByRing[depthOf(allocations.ring[allocation])]--;
  rings.present[shards.ringRows[shard][allocations.ring[allocation]]] -= online;
  shards.inRings[shard]--;
  shards.seniorityTotal[shard] -= provers.seniority[prover];
  shards.present[shard] -= online;
  shards.seniorityPresent[shard] -= online * provers.seniority[prover];
  if (shards.minting[shard] === 1) activeFrames?.changePositions(prover, -1, frame);
  allocations.ring[allocation] = -1;
}

const depthOf = (ring: number): number => Math.min(ring, ringDepths - 1);
