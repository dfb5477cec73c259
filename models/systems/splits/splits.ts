/** Splits of the simulated shards: proposed when crowded, in effect at once or at the epoch after next. */
import { accrueShard, updateRate } from "../../changes/rewards/accrual.js";
import { effectFrame } from "../../protocol/lifecycle/epoch.js";
import { watchIdleness } from "../../changes/allocations/idleness.js";
import { followsStoredStatus } from "../../protocol/lifecycle/membership.js";
import { close } from "../../changes/allocations/close.js";
import { logOf, logOfShard, type Logged } from "../../state/log/log-of.js";
import type {
  Network,
  ClosingServices,
  FrameSchedule,
  RuledWorld,
  RulesInForce,
  ScenarioGiven,
  ShardFigures,
  ShardUpdates,
} from "../../changes/network.js";
import { rebuildRings } from "../../changes/rings/rebuild-rings.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { isOver, Status } from "../../state/allocations.js";
import { allocationsByShard } from "../../state/allocations-by-shard.js";
import type { World } from "../../state/world.js";
import { openShard, retireShard, wakeRemaining } from "../../changes/shards/grid.js";
import { moveAllocation } from "../../changes/allocations/move.js";
import {
  childFilters,
  isCooledDown,
  type SplitFactor,
  assignChildren,
  splitTrigger,
} from "../../protocol/shard/split.js";

/** The makers of shards that changed in this frame propose splits where they are due. */
export function proposeSplits(
  network: RulesInForce & Logged & FrameSchedule & ShardUpdates & ShardFigures,
  frame: number,
): void {
  for (const shard of network.touched.taken.all) proposeSplit(network, shard, frame);
}

/**
 * The maker of a crowded shard's frame proposes its split (protocol.md `shard.splitTrigger`, `shard.leaderGate`,
 * `shard.cooldown`); every frame has a maker, so the proposal comes with the frame that crowds the shard.
 */
function proposeSplit(
  network: RulesInForce & Logged & FrameSchedule & ShardFigures,
  shard: number,
  frame: number,
): void {
  const { world, rules, calendars, orders } = network;
  const { shards } = world;
  if (rules.splitMembership === "none" || shards.retired[shard] === 1 || shards.splitFrame[shard] > 0) return;
  // Most shards are nowhere near, and are asked whenever a head count changes.
  if (shards.covering[shard] <= rules.maximumProvers && rules.splitOnBytes === "off") return;
  const factor = splitTrigger(shards.covering[shard], rules, BigInt(shards.sizeBytes[shard]));
  // A filter has room for 32 bytes of path, of which a split by eight takes two.
  if (factor === 0 || shards.filter[shard].length + 4 > 128 || shards.sizeBytes[shard] < factor) return;
  const last = shards.lastProposal[shard];
  if (!isCooledDown(last < 0 ? null : last, frame, rules.splitCooldownFrames)) return;
  const effect = rules.lifecycle === "epoch" ? effectFrame(frame, rules.epochFrames) : frame + 1;
  shards.lastProposal[shard] = frame;
  shards.splitFrame[shard] = effect;
  shards.splitFactor[shard] = factor;
  orders.changed(shard);
  calendars.splits.add(effect, shard);
  const isCrowded = shards.covering[shard] > rules.maximumProvers;
  const why = isCrowded ? "more active provers than a shard may have" : "more data than a shard may have";
  logOfShard(network, shard)?.("shard.splitTrigger", `split by ${factor} noted`, why);
}

/** Splits that take effect in this frame. */
export function splitDue(network: Network, frame: number): void {
  const due = network.calendars.splits.take(frame);
  if (due.length === 0) return;
  const activeOn = activeByShard(network.world, network.rules);
  for (const shard of due) {
    if (network.world.shards.splitFrame[shard] === frame) splitNow(network, shard, { frame, activeOn });
  }
}

/** When shards split, and who was active on each before any of them did. */
interface SplitFrame {
  readonly frame: number;
  readonly activeOn: (shard: number) => readonly number[];
}

function splitNow(network: Network, parent: number, { frame, activeOn }: SplitFrame): void {
  const { world } = network;
  const { shards, totals } = world;
  const factor = shards.splitFactor[parent] as SplitFactor;
  const filters = childFilters(shards.filter[parent], factor);
  accrueShard(world, parent, frame);
  const children = addChildren(network, parent, filters, frame);
  retireShard(network, parent, frame);
  const chosen = assignActive(network, activeOn(parent), filters, children);
  const movers = chosen.filter(([allocation, child]) => keepsMover(network, allocation, child, frame));
  const held = movers.map(([allocation]) => network.ringPositions.holds(allocation));
  for (const [allocation] of movers) network.ringPositions.vacate(allocation);
  rebuildRings(network, parent, frame);
  movers.forEach(([allocation, child], k) => {
    moveAllocation(network, allocation, child);
    logOf(network, allocation)?.("shard.split", "moved to a part", "its shard split", { other: parent });
    if (held[k]) network.ringPositions.take(allocation);
    watchIdleness(network, allocation, frame);
  });
  wakeRemaining(network, parent, frame);
  updateRate(world, parent);
  totals.splits++;
  network.kernel.fingerprint.word(parent).word(factor);
  network.market.hasNewShards = true;
}

const oneIsEnough = { rule: "shard.split", why: "its prover has another place on the part" };

/**
 * Whether an allocation moves to a part. Where halves merge by storage their allocations stay behind on the
 * old filters, which the next split brings back: who stayed on the part and is chosen for it once more keeps one
 * of the two allocations, as at a merge, an active one before others, then the earlier join; the other one is closed.
 */
function keepsMover(network: ClosingServices, mover: number, child: number, frame: number): boolean {
  const { allocations, allocationIndex } = network.world;
  const { shard, status, joinFrame } = allocations;
  const prover = allocations.prover[mover];
  if (!allocationIndex.has(prover, child)) return true;
  const remaining = allocationIndex
    .of(prover)
    .find((allocation) => shard[allocation] === child && !isOver(status[allocation]));
  if (remaining === undefined) return true;
  const isRemainingKept = status[remaining] === Status.active && joinFrame[remaining] < joinFrame[mover];
  close(network, isRemainingKept ? mover : remaining, frame, oneIsEnough);
  return !isRemainingKept;
}

/** Equal parts of the parent's data, the first ones a byte larger where they do not come out even (assumption). */
function addChildren(
  network: RulesInForce & ScenarioGiven & Logged & ShardUpdates & ShardFigures,
  parent: number,
  filters: readonly string[],
  frame: number,
): number[] {
  const { sizeBytes, baseBytes } = network.world.shards;
  const size = sizeBytes[parent];
  const part = Math.floor(size / filters.length);
  return filters.map((filter, k) => {
    const childBytes = part + (k < size - part * filters.length ? 1 : 0);
    const child = { filter, sizeBytes: childBytes, baseBytes: baseBytes[parent] / filters.length, from: parent };
    return openShard(network, child, frame);
  });
}

/** Which active allocations move to which child; those who do not move stay on the old filter and earn nothing there. */
function assignActive(
  { world, rules }: RuledWorld,
  active: readonly number[],
  filters: readonly string[],
  children: readonly number[],
): readonly (readonly [allocation: number, child: number])[] {
  const { allocations, provers, shards } = world;
  const candidates = active.map((allocation) => ({
    // Read only where nothing else tells two candidates apart, or where it chooses the child.
    get address() {
      return provers.addressHex(allocations.prover[allocation]);
    },
    joinFrame: allocations.joinFrame[allocation],
    joinConfirmFrame: allocations.joinConfirmFrame[allocation],
    seniority: provers.seniority[allocations.prover[allocation]],
  }));
  const sizes = children.map((child) => shards.sizeBytes[child]);
  const chosen = assignChildren(candidates, filters, rules.splitMembership, sizes);
  return active.flatMap((allocation, k) => {
    const child = chosen[k];
    return child === null ? [] : [[allocation, children[child]] as const];
  });
}

/** Active allocations of shards by stored status: those in the rings, and joins that are not in effect yet. */
function activeByShard(world: World, rules: RuleSwitches): (shard: number) => readonly number[] {
  const { status } = world.allocations;
  const isActive = (allocation: number): boolean => status[allocation] === Status.active;
  if (followsStoredStatus(rules)) return (shard) => world.shards.ranked[shard].filter(isActive);
  const allocationsOn = allocationsByShard(world);
  return (shard) => allocationsOn(shard).filter(isActive);
}
