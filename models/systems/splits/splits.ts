/** Splits of the simulated shards: proposed when crowded, in effect at once or at the epoch after next. */
import { accrueShard, updateRate } from "../../changes/rewards/accrual.js";
import { effectFrame } from "../../protocol/lifecycle/epoch.js";
import { watchIdleness } from "../../changes/allocations/idleness.js";
import { followsStoredStatus } from "../../protocol/lifecycle/membership.js";
import { close, type Closure } from "../../changes/allocations/close.js";
import { isServing } from "../../changes/allocations/committee.js";
import type { Logged } from "../../state/log/log-of.js";
import { latestOf, recordOf, recordOfShard } from "../../state/log/record.js";
import { causeByGain } from "../../changes/shards/cover-causes.js";
import type {
  Network,
  ClosingServices,
  FrameSchedule,
  RandomDraws,
  RuledWorld,
  RulesInForce,
  ShardFigures,
  ShardUpdates,
} from "../../changes/network.js";
import { rebuildRings } from "../../changes/rings/rebuild-rings.js";
import { isOver, Status } from "../../state/allocations.js";
import { allocationsByShard } from "../../state/allocations-by-shard.js";
import { type NewShard, openShard, retireShard, wakeRemaining } from "../../changes/shards/grid.js";
import { moveAllocation } from "../../changes/allocations/move.js";
import { SplitCandidate } from "./split-candidate.js";
import { cutByPath, divideByKeys } from "../../protocol/shard/path-cut.js";
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
  if (factor === 0 || shards.sizeBytes[shard] < factor || !canBeCut(network, shard)) return;
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
  const cause = isCrowded ? causeByGain(network, shard, "crowded") : ({ code: "too_large" } as const);
  recordOfShard(network, shard, { rule: "shard.splitTrigger", what: `split by ${factor} noted`, why, cause });
}

/** Whether its filter has room for a split, and, where splits cut bit paths, its keys tell where. */
function canBeCut({ world, rules }: RuledWorld, shard: number): boolean {
  const filter = world.shards.filter[shard];
  // A filter has room for 32 bytes of path, of which a split by eight takes two.
  if (rules.splitCut === "suffix") return filter.length + 4 <= 128;
  return cutByPath(filter, rules).children !== null;
}

/** Splits that take effect in this frame. */
export function splitDue(network: Network, frame: number): void {
  const due = network.calendars.splits.take(frame);
  if (due.length === 0) return;
  const whoIsOn = whoByShard(network);
  for (const shard of due) {
    const { splitFrame, splitFactor } = network.world.shards;
    // A reset took the split away; what is noted for this frame since then may be a merge.
    if (splitFrame[shard] !== frame || splitFactor[shard] < 2) continue;
    if (canBeCut(network, shard)) splitNow(network, shard, { frame, ...whoIsOn });
    else callOff(network, shard);
  }
}

/** The rules have changed since the split was noted, and there is nothing to cut any more. */
function callOff({ world: { shards }, orders, touched }: Logged & ShardUpdates & ShardFigures, shard: number): void {
  shards.splitFrame[shard] = 0;
  orders.changed(shard);
  touched.add(shard);
}

/** Who is on each shard before any of a frame's splits. */
interface WhoIsOn {
  /** Who goes to a part. */
  readonly moversOn: (shard: number) => readonly number[];
  /** Whose places are vacated with the parent unless they go to a part. */
  readonly othersOn: (shard: number) => readonly number[];
}

interface SplitFrame extends WhoIsOn {
  readonly frame: number;
}

function splitNow(network: Network, parent: number, { frame, moversOn, othersOn }: SplitFrame): void {
  const { world } = network;
  const { shards, totals } = world;
  const factor = shards.splitFactor[parent];
  const { parts, shares, spine } = partsOf(network, parent);
  accrueShard(world, parent, frame);
  const children = parts.map((part) => openShard(network, part, frame));
  for (const filter of spine)
    openShard(network, { filter, sizeBytes: 0, baseBytes: 0, growthShare: 0, from: parent, by: "split" }, frame);
  world.files?.divide(parent, children, shares);
  retireShard(network, parent, frame, "split");
  const filters = parts.map(({ filter }) => filter);
  const chosen = assignMovers(network, moversOn(parent), filters, children);
  const movers = chosen.filter(([allocation, child]) => keepsMover(network, allocation, child, frame));
  vacateOthers(network, othersOn(parent), new Set(movers.map(([allocation]) => allocation)), frame);
  const held = movers.map(([allocation]) => network.ringPositions.holds(allocation));
  for (const [allocation] of movers) network.ringPositions.vacate(allocation);
  rebuildRings(network, parent, frame);
  movers.forEach(([allocation, child], k) => {
    moveAllocation(network, allocation, child);
    recordOf(network, allocation, {
      rule: ruleOfMoves(network),
      what: "moved to a part",
      why: "its shard split",
      cause: { code: "split", shard: parent, ...latestOf(network, "form", parent) },
      other: parent,
    });
    if (held[k]) network.ringPositions.take(allocation);
    watchIdleness(network, allocation, frame);
  });
  wakeRemaining(network, parent, frame);
  updateRate(world, parent);
  totals.splits++;
  network.kernel.fingerprint.word(parent).word(factor);
  network.market.hasNewShards = true;
}

const ruleOfMoves = ({ rules }: Pick<Network, "rules">): string =>
  rules.splitMembership === "roundRobin" ? "shard.dealMembers" : "shard.split";

const splitAway: Closure = {
  rule: "shard.dealMembers",
  why: "its shard was split away, and it was not in the committee that was dealt",
  cause: { code: "split" },
  isHistoric: true,
};

/** Places on the parent that nobody takes along become historic. */
function vacateOthers(
  network: ClosingServices,
  others: readonly number[],
  moved: ReadonlySet<number>,
  frame: number,
): void {
  const { status } = network.world.allocations;
  for (const allocation of others) {
    if (!moved.has(allocation) && isStored(status[allocation])) close(network, allocation, frame, splitAway);
  }
}

/** Whether the network knows of an allocation with that status, and it is not over. */
const isStored = (status: number): boolean => !isOver(status) && status !== Status.proposed && status !== Status.free;

const oneIsEnough: Closure = {
  rule: "shard.split",
  why: "its prover has another place on the part",
  cause: { code: "split" },
};

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

/** What a shard splits into: parts with its data, and the sides without keys that a cut has passed by. */
interface Parts {
  readonly parts: readonly NewShard[];
  /** Which share of the data each part has. */
  readonly shares: readonly number[];
  readonly spine: readonly string[];
}

/**
 * By bit path each part has the data of its keys. By suffix the parts are equal, the first ones a byte larger where they do not come
 * out even (assumption).
 */
function partsOf({ world, rules }: RuledWorld, parent: number): Parts {
  const { sizeBytes, baseBytes, filter, splitFactor } = world.shards;
  const [size, base] = [sizeBytes[parent], baseBytes[parent]];
  const growth = world.growthShares?.of(parent) ?? 0;
  if (rules.splitCut === "bitPath") {
    const { children, spine } = cutByPath(filter[parent], rules);
    if (children === null) throw new RangeError(`shard ${parent} cannot be cut`);
    const { sizes, lowShare } = divideByKeys(size, children, rules);
    const divided = (whole: number): number[] => [whole * lowShare, whole - whole * lowShare];
    const [bases, growths] = [divided(base), divided(growth)];
    const parts = children.map((child, k) => ({
      filter: child,
      sizeBytes: sizes[k],
      baseBytes: bases[k],
      growthShare: growths[k],
      from: parent,
      by: "split" as const,
    }));
    return { parts, shares: [lowShare, 1 - lowShare], spine };
  }
  const filters = childFilters(filter[parent], splitFactor[parent] as SplitFactor);
  const part = Math.floor(size / filters.length);
  const parts = filters.map((child, k) => ({
    filter: child,
    sizeBytes: part + (k < size - part * filters.length ? 1 : 0),
    baseBytes: base / filters.length,
    growthShare: growth / filters.length,
    from: parent,
    by: "split" as const,
  }));
  return { parts, shares: filters.map(() => 1 / filters.length), spine: [] };
}

/** Which allocations move to which child; those who do not move, nor are vacated, stay on the old filter and earn nothing there. */
function assignMovers(
  { world, rules }: RuledWorld,
  active: readonly number[],
  filters: readonly string[],
  children: readonly number[],
): readonly (readonly [allocation: number, child: number])[] {
  const { shards } = world;
  const candidates = active.map((allocation) => new SplitCandidate(world, allocation));
  const sizes = children.map((child) => shards.sizeBytes[child]);
  const chosen = assignChildren(candidates, filters, rules.splitMembership, sizes);
  return active.flatMap((allocation, k) => {
    const child = chosen[k];
    return child === null ? [] : [[allocation, children[child]] as const];
  });
}

const nobody = (): readonly number[] => [];

/** Active allocations of shards by stored status, joins that are not in effect yet among them; where members are dealt, committees. */
function whoByShard(network: RulesInForce & Logged & ShardUpdates & RandomDraws): WhoIsOn {
  const { world, rules, ringPositions } = network;
  const { status } = world.allocations;
  const isActive = (allocation: number): boolean => status[allocation] === Status.active;
  if (rules.splitMembership === "roundRobin") {
    const allocationsOn = allocationsByShard(world);
    return {
      othersOn: allocationsOn,
      moversOn(shard) {
        const stands = (allocation: number): boolean => isActive(allocation) && world.takesIn(allocation);
        // Who stood in so far, where nobody served, makes way for whoever serves again with this very frame; else all of them stay,
        // also those whose nodes went off or came back with it: rings have them again with its end.
        if (world.shards.standIns[shard] === 1) {
          const serving = allocationsOn(shard).filter((a) => world.takesIn(a) && isServing(network, a));
          return serving.length > 0 ? serving : allocationsOn(shard).filter(stands);
        }
        const committee = allocationsOn(shard).filter((allocation) => ringPositions.holds(allocation));
        if (committee.length > 0) return committee;
        return allocationsOn(shard).filter(stands);
      },
    };
  }
  // Where operations are written to provers, or committees wait for a handoff, some of those who are active sit in no rings.
  const followsRings = followsStoredStatus(rules) && rules.committeeSession === "off";
  if (followsRings && !world.asksOwnStatus)
    return { moversOn: (shard) => world.shards.ranked[shard].filter(isActive), othersOn: nobody };
  const allocationsOn = allocationsByShard(world);
  return { moversOn: (shard) => allocationsOn(shard).filter(isActive), othersOn: nobody };
}
