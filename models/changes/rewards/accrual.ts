/**
 * Exact reward accounting whose cost follows change. A ring's share is constant between changes, so each ring keeps
 * what one steady participant would have got since the start, and an allocation is owed the difference between that and
 * what it read when it was last settled: share × frames, without touching it in between.
 */
import type { World } from "../../state/world.js";
import { takeOffAbsences, takeOffShard } from "./short-absences.js";

/**
 * Accumulates the rings of a shard for all frames before `frame` that the shard made. What it did not issue in frames
 * that it missed is taken off the network's total, so issuance must have been counted that far.
 */
export function accrueShard(world: World, shard: number, frame: number): void {
  const { shards } = world;
  const from = shards.mintedUntil[shard];
  if (frame <= from) return;
  shards.mintedUntil[shard] = frame;
  const isSelective = world.lateVotes?.isSelective(shard, from, frame) ?? false;
  const missed = isSelective ? 0 : (world.leaders?.countMissed(shard, frame) ?? 0);
  // A shard that makes no frames misses none, whoever is away.
  if (shards.minting[shard] === 0) return;
  world.lateVotes?.noteFrames(shard, world.framesBetween(from, frame) - missed);
  if (isSelective) {
    accrueFrames(world, shard, from, frame);
    return;
  }
  world.leaders?.tell(shard, missed, from, frame);
  const made = world.framesBetween(from, frame) - missed;
  accumulate(world, shard, made, missed);
}

/** Counts so many frames that the shard made, and missed. */
function accumulate({ shards, rings, totals, issuedUnits }: World, shard: number, made: number, missed: number): void {
  if (made > 0) {
    shards.madeFrames[shard] += made;
    const { shareUnits, accumulatedUnits } = rings;
    for (const row of shards.ringRows[shard]) {
      const share = shareUnits[row];
      if (share > 0) accumulatedUnits.addProduct(row, share, made);
    }
  }
  if (missed === 0) return;
  totals.missedFrames += missed;
  const unitsPerFrame = shards.unitsPerFrame[shard];
  if (unitsPerFrame * missed <= Number.MAX_SAFE_INTEGER) issuedUnits.subtractProduct(0, unitsPerFrame, missed);
  else issuedUnits.set(0, issuedUnits.get(0) - BigInt(unitsPerFrame) * BigInt(missed));
}

/**
 * The same where each frame credits other members: frame by frame, since it matters which of them the shard made. An allocation is taken
 * to be settled for the frames in which its vote was late, and what it did not get was not issued.
 */
function accrueFrames(world: World, shard: number, from: number, until: number): void {
  const { allocations, issuedUnits, leaders, lateVotes, rings, shards } = world;
  const led: number[] = [];
  let missed = 0;
  for (let frame = from; frame < until; frame++) {
    if ((leaders?.countMissed(shard, frame + 1) ?? 0) > 0) missed++;
    else if (world.framesBetween(frame, frame + 1) > 0) led.push(frame);
  }
  leaders?.tell(shard, missed, from, until);
  const made = lateVotes?.madeOf(shard, led, from, until) ?? led;
  missed += led.length - made.length;
  accumulate(world, shard, made.length, missed);
  for (const [allocation, late] of lateVotes?.tally(shard, { made, from, until }) ?? []) {
    const share = rings.shareUnits[shards.ringRows[shard][allocations.ring[allocation]]];
    if (share === 0) continue;
    allocations.settledUnits.addProduct(allocation, share, late);
    issuedUnits.set(0, issuedUnits.get(0) - BigInt(share) * BigInt(late));
  }
}

/**
 * Accumulates all rings that the prover has a position in, for all frames before `frame`. Who takes part in those must be known, and no
 * shard's rate may change from an earlier one on.
 */
export function accrueProver(world: World, prover: number, frame: number): void {
  const { allocations, allocationIndex } = world;
  accrueIssuance(world, frame);
  for (let allocation = allocationIndex.first(prover); allocation >= 0; allocation = allocationIndex.after(allocation))
    if (allocations.ring[allocation] >= 0) accrueShard(world, allocations.shard[allocation], frame);
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
export function settlePosition(world: World, allocation: number): void {
  const { allocations, provers, nodes, shards, rings, earnings } = world;
  const prover = allocations.prover[allocation];
  if (nodes.online[provers.node[prover]] === 0) return;
  takeOffAbsences(world, allocation);
  const row = shards.ringRows[allocations.shard[allocation]][allocations.ring[allocation]];
  provers.balance.addDifference(prover, rings.accumulatedUnits, row, allocations.settledUnits, allocation);
  rings.paidUnits.addDifference(row, rings.accumulatedUnits, row, allocations.settledUnits, allocation);
  earnings?.addDifference(allocation, rings.accumulatedUnits, row, allocations.settledUnits);
  allocations.settledUnits.copy(allocation, rings.accumulatedUnits, row);
}

/** An allocation earns from here on, in the ring that it sits in; its shard must have been accrued up to the frame in question. */
export function startPosition({ allocations, rings, shards }: World, allocation: number): void {
  const shard = allocations.shard[allocation];
  const row = shards.ringRows[shard][allocations.ring[allocation]];
  allocations.settledUnits.copy(allocation, rings.accumulatedUnits, row);
  allocations.reckonedFrames[allocation] = shards.madeFrames[shard];
}

/** Credits all ring positions of a prover, as `accrueProver` accumulates them. */
export function settleProver(world: World, prover: number, frame: number): void {
  const { allocations, allocationIndex } = world;
  accrueIssuance(world, frame);
  for (let row = allocationIndex.first(prover); row >= 0; row = allocationIndex.after(row)) {
    if (allocations.ring[row] < 0) continue;
    accrueShard(world, allocations.shard[row], frame);
    settlePosition(world, row);
  }
}

/**
 * Sets what one frame of the shard issues, from the shares of its rings and who is present in them: at most, where only the first votes
 * are credited (`creditedSigners: quorum`).
 */
export function updateRate({ shards, rings, totals }: World, shard: number): void {
  let unitsPerFrame = 0;
  if (shards.minting[shard] === 1) {
    for (const row of shards.ringRows[shard]) unitsPerFrame += rings.shareUnits[row] * rings.present[row];
  }
  totals.unitsPerFrame += unitsPerFrame - shards.unitsPerFrame[shard];
  shards.unitsPerFrame[shard] = unitsPerFrame;
}

/** Shards that are looked at at once. */
const shardsAtOnce = 512;

/** Counts what was issued, by every shard and in all, in all frames before `frame`. */
export function accrueAll(world: World, frame: number): void {
  accrueIssuance(world, frame);
  const { count } = world.shards;
  for (let first = 0; first < count; first += shardsAtOnce) {
    const end = Math.min(count, first + shardsAtOnce);
    world.lateVotes?.workAhead(first, end, frame);
    for (let shard = first; shard < end; shard++) {
      accrueShard(world, shard, frame);
      takeOffShard(world, shard);
    }
  }
  world.lateVotes?.workAhead(count, count, frame);
}

/** Settles every ring position for all frames before `frame`, so that balances are complete. */
export function settleAll(world: World, frame: number): void {
  accrueAll(world, frame);
  const { allocations } = world;
  // By rows and not by shards, whose allocations lie far from each other.
  for (let allocation = 0; allocation < allocations.count; allocation++)
    if (allocations.ring[allocation] >= 0) settlePosition(world, allocation);
}
