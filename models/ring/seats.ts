/**
 * Rings of the simulated shards. A seat is an allocation that belongs in its shard's rings; seats taken and given up
 * during a frame are collected, and `rebuildRings` settles the whole shard once, however many changed.
 */
import { accrueShard, settleSeat } from "../emission/accrual.js";
import type { Network } from "../network.js";
import { ringDepths } from "../state/totals.js";
import type { World } from "../world.js";
import { noteActivity } from "./activity.js";
import { compareStanding, ringOfRank, type Standing } from "./assign.js";

/** Seats wanted and given up, by shard, until the rings are rebuilt. */
export class SeatChanges {
  readonly #taken: (number[] | undefined)[] = [];
  #isSeated = new Uint8Array(0);
  readonly #isChanged: boolean[] = [];

  /** The allocation belongs in the rings of its shard from this frame on. */
  take(world: World, allocation: number): void {
    this.#seat(world, allocation, 1);
    if (world.allocations.ring[allocation] >= 0) return;
    const shard = world.allocations.shard[allocation];
    const taken = this.#taken[shard];
    if (taken === undefined) this.#taken[shard] = [allocation];
    else taken.push(allocation);
  }

  /** The allocation leaves the rings of its shard. */
  giveUp(world: World, allocation: number): void {
    this.#seat(world, allocation, 0);
  }

  isChanged(shard: number): boolean {
    return this.#isChanged[shard] ?? false;
  }

  isSeated(allocation: number): boolean {
    return this.#isSeated[allocation] === 1;
  }

  /** Those that take a seat now, in ring order; forgets the shard's changes. */
  drain(shard: number, compare: (a: number, b: number) => number): readonly number[] {
    const taken = (this.#taken[shard] ?? []).filter((allocation) => this.isSeated(allocation)).sort(compare);
    this.#taken[shard] = undefined;
    this.#isChanged[shard] = false;
    return taken.filter((allocation, k) => allocation !== taken[k - 1]);
  }

  #seat(world: World, allocation: number, seated: 0 | 1): void {
    if (allocation >= this.#isSeated.length) {
      const wider = new Uint8Array(world.allocations.prover.length);
      wider.set(this.#isSeated);
      this.#isSeated = wider;
    }
    this.#isSeated[allocation] = seated;
    this.#isChanged[world.allocations.shard[allocation]] = true;
  }
}

/** Ring order of two allocations of one shard: `ring.assign` on the world's columns. */
export function seatOrder({ world, rules }: Network): (a: number, b: number) => number {
  const { provers, allocations } = world;
  const standing = (allocation: number): Standing => ({
    arrivalFrame: allocations.joinFrame[allocation] || allocations.joinConfirmFrame[allocation],
    seniority: provers.seniority[allocations.prover[allocation]],
  });
  return (a, b) =>
    compareStanding(standing(a), standing(b), rules.ringOrder) ||
    provers.compareAddress(allocations.prover[a], allocations.prover[b]);
}

/**
 * Recomputes the rings of one shard from `frame` on. Whoever changes ring is settled first, so that every unit is
 * earned in the ring that its prover sat in.
 */
export function rebuildRings(network: Network, shard: number, frame: number): void {
  const { world, rules, seats } = network;
  const { allocations, provers, shards, rings } = world;
  accrueShard(world, shard, frame);
  const compare = seatOrder(network);
  const before = shards.members[shard];
  const members = mergeSeats(
    before.filter((allocation) => seats.isSeated(allocation)),
    seats.drain(shard, compare),
    compare,
  );
  for (const allocation of before) if (!seats.isSeated(allocation)) unseat(world, allocation, frame);
  shards.members[shard] = members;

  const rows = shards.ringRows[shard];
  for (const row of rows) rings.present[row] = 0;
  let present = 0;
  let total = 0;
  let seniorityPresent = 0;
  for (let rank = 0; rank < members.length; rank++) {
    const allocation = members[rank];
    const prover = allocations.prover[allocation];
    const ring = ringOfRank(rank, rules.ringSize);
    while (rows.length <= ring) rows.push(rings.add());
    if (allocations.ring[allocation] !== ring) moveTo(world, allocation, ring);
    total += provers.seniority[prover];
    if (provers.online[prover] === 0) continue;
    rings.present[rows[ring]]++;
    present++;
    seniorityPresent += provers.seniority[prover];
  }
  shards.inRings[shard] = members.length;
  shards.present[shard] = present;
  shards.seniorityTotal[shard] = total;
  shards.seniorityPresent[shard] = seniorityPresent;
}

function mergeSeats(kept: number[], taken: readonly number[], compare: (a: number, b: number) => number): number[] {
  if (taken.length === 0) return kept;
  const merged: number[] = [];
  let k = 0;
  for (const allocation of taken) {
    while (k < kept.length && compare(kept[k], allocation) < 0) merged.push(kept[k++]);
    merged.push(allocation);
  }
  while (k < kept.length) merged.push(kept[k++]);
  return merged;
}

function moveTo(world: World, allocation: number, ring: number): void {
  const { allocations, shards, rings, totals } = world;
  const row = shards.ringRows[allocations.shard[allocation]][ring];
  if (allocations.ring[allocation] >= 0) {
    settleSeat(world, allocation);
    totals.proversByRing[depthOf(allocations.ring[allocation])]--;
  }
  totals.proversByRing[depthOf(ring)]++;
  allocations.ring[allocation] = ring;
  allocations.settledUnits.copy(allocation, rings.accumulatedUnits, row);
}

/** Takes an allocation out of its ring; what it earned before `frame` is settled. */
function unseat(world: World, allocation: number, frame: number): void {
  const { allocations, totals } = world;
  if (allocations.ring[allocation] < 0) return;
  settleSeat(world, allocation);
  noteActivity(world, allocation, frame);
  totals.proversByRing[depthOf(allocations.ring[allocation])]--;
  allocations.ring[allocation] = -1;
}

const depthOf = (ring: number): number => Math.min(ring, ringDepths - 1);
