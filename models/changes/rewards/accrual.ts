/**
 * Exact reward accounting whose cost follows change. A ring's share is constant between changes, so each ring keeps
 * what one steady participant would have got since the start, and an allocation is owed the difference between that and
 * what it read when it was last settled: share × frames, without touching it in between.
 */
import type { World } from "../../state/world.js";

/**
 * Accumulates the rings of a shard for all frames before `frame` that the shard made. What it did not issue in frames
 * that it missed is taken off the network's total, so issuance must have been counted that far.
 */
export function accrueShard(world: World, shard: number, frame: number): void {
  const { shards, rings, totals } = world;
  const from = shards.mintedUntil[shard];
  if (frame <= from) return;
  shards.mintedUntil[shard] = frame;
  const missed = world.leaders?.countMissed(shard, frame) ?? 0;
  if (shards.minting[shard] === 0) return;
  const made = world.framesBetween(from, frame) - missed;
  shards.madeFrames[shard] += made;
  for (const row of shards.ringRows[shard]) {
    if (rings.shareUnits[row] > 0) rings.accumulatedUnits.addProduct(row, rings.shareUnits[row], made);
  }
  if (missed === 0) return;
  totals.missedFrames += missed;
  const { issuedUnits } = world;
  issuedUnits.set(0, issuedUnits.get(0) - BigInt(shards.unitsPerFrame[shard]) * BigInt(missed));
}

/** Counts what all shards issue, for all frames before `frame`. Call it before any shard's rate changes. */
export function accrueIssuance(world: World, frame: number): void {
  if (frame <= world.issuedUntil) return;
  const frames = world.framesBetween(world.issuedUntil, frame);
  world.issuedUntil = frame;
  if (world.totals.unitsPerFrame > 0) world.issuedUnits.addProduct(0, world.totals.unitsPerFrame, frames);
}

/**
 * Credits an allocation in the rings with what its ring has earned since it was last settled; an absent prover is owed
 * nothing. The shard must have been accrued up to the frame in question.
 */
export function settlePosition({ allocations, provers, nodes, shards, rings }: World, allocation: number): void {
  const prover = allocations.prover[allocation];
  if (nodes.online[provers.node[prover]] === 0) return;
  const row = shards.ringRows[allocations.shard[allocation]][allocations.ring[allocation]];
  provers.balance.addDifference(prover, rings.accumulatedUnits, row, allocations.settledUnits, allocation);
  rings.paidUnits.addDifference(row, rings.accumulatedUnits, row, allocations.settledUnits, allocation);
  allocations.settledUnits.copy(allocation, rings.accumulatedUnits, row);
}

/** Sets what one frame of the shard issues, from the shares of its rings and who is present in them. */
export function updateRate({ shards, rings, totals }: World, shard: number): void {
  let unitsPerFrame = 0;
  if (shards.minting[shard] === 1) {
    for (const row of shards.ringRows[shard]) unitsPerFrame += rings.shareUnits[row] * rings.present[row];
  }
  totals.unitsPerFrame += unitsPerFrame - shards.unitsPerFrame[shard];
  shards.unitsPerFrame[shard] = unitsPerFrame;
}

/** Counts what was issued, by every shard and in all, in all frames before `frame`. */
export function accrueAll(world: World, frame: number): void {
  accrueIssuance(world, frame);
  for (let shard = 0; shard < world.shards.count; shard++) accrueShard(world, shard, frame);
}

/** Settles every ring position for all frames before `frame`, so that balances are complete. */
export function settleAll(world: World, frame: number): void {
  accrueAll(world, frame);
  for (let shard = 0; shard < world.shards.count; shard++) {
    for (const allocation of world.shards.ranked[shard]) settlePosition(world, allocation);
  }
}
