/** Merges of the simulated shards: proposed when two halves are thin, in effect at once or at the epoch after next. */
import { accrueShard, updateRate } from "../../changes/rewards/accrual.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { byBytes } from "../../protocol/ground/compare.js";
import { causeByLoss } from "../../changes/shards/cover-causes.js";
import type { Logged } from "../../state/log/log-of.js";
import { latestOf, recordOf, recordOfShard } from "../../state/log/record.js";
import { effectFrame } from "../../protocol/lifecycle/epoch.js";
import { watchIdleness } from "../../changes/allocations/idleness.js";
import { followsStoredStatus } from "../../protocol/lifecycle/membership.js";
import { close, type Closure } from "../../changes/allocations/close.js";
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
import { Status } from "../../state/allocations.js";
import { neverProposed } from "../../state/shards.js";
import { allocationsByShard } from "../../state/allocations-by-shard.js";
import { openShard, retireShard, wakeRemaining } from "../../changes/shards/grid.js";
import { moveAllocation } from "../../changes/allocations/move.js";
import type { ShardInventory } from "../../protocol/shard/inventory.js";
import { mergePairs } from "../../protocol/shard/merge.js";
import { areSiblingsDue } from "../../protocol/shard/sibling-merge.js";
import { isCooledDown } from "../../protocol/shard/split.js";

const reasons = {
  off: "",
  siblings: "it and its sibling have too small committees",
  pairs: "it and its sibling have too few active provers",
  storage: "one of the two has too few active provers, and both declare storage for the sum",
};

/** In the column of split factors: the shard and its sibling become one. */
const intoOne = 1;

/** The makers of shards that changed in this frame propose merges where they are due. */
export function proposeMerges(
  network: RulesInForce & ScenarioGiven & Logged & FrameSchedule & ShardUpdates & ShardFigures,
  frame: number,
): void {
  for (const shard of network.touched.taken.all) proposeMerge(network, shard, frame);
}

/**
 * Proposes that a shard merges with its sibling, if they are due (`shard.merge`) and both have cooled down
 * (`shard.cooldown`). Until it takes effect neither takes joins under epochs, and neither splits.
 */
function proposeMerge(
  network: RulesInForce & ScenarioGiven & Logged & FrameSchedule & ShardFigures,
  shard: number,
  frame: number,
): void {
  const { world, rules, calendars, orders } = network;
  const { shards } = world;
  if (rules.mergeRule === "off" || shards.retired[shard] === 1 || shards.splitFrame[shard] > 0) return;
  // Both must be thin, so a pair is found when the second of them becomes so.
  if (rules.mergeRule !== "storage" && committeeSize(network, shard) >= rules.minimumProvers) return;
  const pair = pairOf(network, shard);
  if (pair.length !== 2 || shards.splitFrame[pair[0]] > 0 || shards.splitFrame[pair[1]] > 0) return;
  const larger = Math.max(committeeSize(network, pair[0]), committeeSize(network, pair[1]));
  // Makers of frames propose, and two shards without anybody have none: a new grid does not merge before it is joined (assumption).
  if (bySiblings(rules) && larger === 0) return;
  if (!isPairDue(network, pair)) return;
  const last = lastProposal(network, pair);
  if (!isCooledDown(last < 0 ? null : last, frame, rules.splitCooldownFrames)) {
    calendars.merges.add(last + rules.splitCooldownFrames, shard);
    return;
  }
  const effect = rules.lifecycle === "epoch" ? effectFrame(frame, rules.epochFrames) : frame + 1;
  for (const child of pair) {
    shards.lastProposal[child] = frame;
    shards.splitFrame[child] = effect;
    shards.splitFactor[child] = intoOne;
    orders.changed(child);
    recordOfShard(network, child, {
      rule: mergeRuleOf(network),
      what: "merge noted",
      why: reasons[rules.mergeRule],
      cause: causeByLoss(network, shard, "thin_siblings"),
    });
  }
  const parent = bySiblings(rules) ? parentRow(network, shard) : undefined;
  if (parent !== undefined) shards.lastProposal[parent] = frame;
  calendars.merges.add(effect, pair[0]);
}

/** Whether the rule has two of a pair merge by what they have. */
function isPairDue(network: RulesInForce & ScenarioGiven & Logged, [first, second]: readonly number[]): boolean {
  const { rules } = network;
  const [one, other] = [committeeSize(network, first), committeeSize(network, second)];
  // At least one is thin under every rule, and both under that of siblings, which most pairs are not.
  const thin = rules.mergeRule === "siblings" ? Math.max(one, other) : Math.min(one, other);
  if (thin >= rules.minimumProvers) return false;
  const inventory = [inventoryOf(network, first), inventoryOf(network, second)];
  if (rules.mergeRule === "siblings" && bySiblings(rules)) return areSiblingsDue(inventory[0], inventory[1], rules);
  return mergePairs(inventory, rules).length > 0;
}

/** Whether siblings are told by the bits of their paths: also where they do not merge any more, and some were noted before. */
const bySiblings = ({ splitCut }: Pick<RuleSwitches, "splitCut">): boolean => splitCut === "bitPath";

/** The shard and the one that it could merge with, lowest row first; empty where there is none. */
const pairOf = ({ grid, rules }: RulesInForce & ShardFigures, shard: number): readonly number[] =>
  bySiblings(rules) ? grid.siblings(shard) : grid.pair(shard);

/** The filter that two of a pair merge into. */
function parentFilter({ world, grid, rules }: RulesInForce & Logged & ShardFigures, shard: number): string {
  const path = bySiblings(rules) ? grid.kin(shard)?.parent : undefined;
  return path ?? world.shards.filter[shard].slice(0, -2);
}

/** The row of the parent, if it ever was in the grid. */
const parentRow = (network: RulesInForce & Logged & ShardFigures, shard: number): number | undefined =>
  network.grid.row(parentFilter(network, shard));

/** Frame from which on a pair cools down; below 0: there was no proposal. Siblings wait for what was proposed for their parent. */
function lastProposal(network: RulesInForce & Logged & ShardFigures, pair: readonly number[]): number {
  const { world, rules } = network;
  const of = (shard: number): number => world.shards.lastProposal[shard];
  if (!bySiblings(rules)) return Math.max(...pair.map(of));
  const parent = parentRow(network, pair[0]);
  return parent === undefined ? neverProposed : of(parent);
}

const mergeRuleOf = ({ rules }: Pick<Network, "rules">): string =>
  bySiblings(rules) ? "shard.siblingMerge" : "shard.merge";

/** Provers that the inventory counts: active ones by stored status, or those of an effective committee (protocol 6.3). */
function committeeSize({ world: { shards, ringPositions }, rules }: RuledWorld, shard: number): number {
  return followsStoredStatus(rules) ? shards.active[shard] : shards.inRings[shard] + ringPositions.pendingGain(shard);
}

/** Storage declared for a shard is the least that any prover of its committee declares, as each stores all of it (assumption). */
function inventoryOf(network: RulesInForce & ScenarioGiven & Logged, shard: number): ShardInventory {
  const { world, rules, scenario } = network;
  const { allocations, provers, nodes, shards } = world;
  const inventory = {
    filter: shards.filter[shard],
    sizeBytes: BigInt(shards.sizeBytes[shard]),
    active: committeeSize(network, shard),
  };
  if (rules.mergeRule !== "storage") return inventory;
  const { ringPositions } = world;
  const entering = ringPositions.pending(shard).filter((allocation) => allocations.ring[allocation] < 0);
  const serving = [...shards.ranked[shard], ...entering].filter((allocation) => ringPositions.holds(allocation));
  const declared = serving.map(
    (allocation) => scenario.operators[nodes.operatorClass[provers.node[allocations.prover[allocation]]]].storage ?? 0,
  );
  return {
    ...inventory,
    storageBytes:
      serving.length === 0
        ? 0n
        : BigInt(declared.reduce<number>((minBytes, bytes) => Math.min(minBytes, bytes), Infinity)),
  };
}

/** Merges that take effect in this frame; and shards that have cooled down, which are looked at again. */
export function mergeDue(network: Network, frame: number): void {
  const { shards } = network.world;
  const due = network.calendars.merges.take(frame);
  if (due.length === 0) return;
  const isMerging = (shard: number): boolean =>
    shards.splitFrame[shard] === frame && shards.splitFactor[shard] === intoOne;
  const allocationsOn = due.some(isMerging) ? allocationsByShard(network.world) : () => [];
  for (const shard of due) {
    if (shards.retired[shard] === 1) continue;
    if (!isMerging(shard)) network.touched.add(shard);
    else if (isStillPair(network, shard, frame)) mergeNow(network, shard, { frame, allocationsOn });
    else callOff(network, shard, frame);
  }
}

/** Whether what was noted as a pair is one still. */
function isStillPair(network: Network, shard: number, frame: number): boolean {
  const { splitFrame, splitFactor } = network.world.shards;
  const pair = pairOf(network, shard);
  return pair.length === 2 && pair.every((child) => splitFrame[child] === frame && splitFactor[child] === intoOne);
}

/** A third shard of the family has come back since, by a merge of its own: the two are no pair any more, and stay. */
function callOff(
  { world: { shards }, orders, touched }: Logged & ShardUpdates & ShardFigures,
  shard: number,
  frame: number,
): void {
  const parent = shards.filter[shard].slice(0, -2);
  for (let child = 0; child < shards.count; child++) {
    const isNoted = shards.splitFrame[child] === frame && shards.splitFactor[child] === intoOne;
    if (!isNoted || shards.filter[child].slice(0, -2) !== parent) continue;
    shards.splitFrame[child] = 0;
    orders.changed(child);
    touched.add(child);
  }
}

/** When shards merge, and who was on each before any of them did. */
interface MergeFrame {
  readonly frame: number;
  readonly allocationsOn: (shard: number) => readonly number[];
}

function mergeNow(network: Network, shard: number, { frame, allocationsOn }: MergeFrame): void {
  const { world, kernel, rules, ringPositions } = network;
  const { shards, totals } = world;
  const children = pairOf(network, shard);
  const sum = (column: Float64Array): number => children.reduce((total, child) => total + column[child], 0);
  const filter = parentFilter(network, shard);
  const proposed = shards.lastProposal[shard];
  const whole = {
    filter,
    sizeBytes: sum(shards.sizeBytes),
    baseBytes: sum(shards.baseBytes),
    growthShare: children.reduce((total, child) => total + (world.growthShares?.of(child) ?? 0), 0),
  };
  const parent = openShard(network, { ...whole, from: children[0], by: "merge" }, frame);
  if (bySiblings(rules)) shards.lastProposal[parent] = proposed;
  world.files?.join(children, parent);
  for (const merged of [parent, ...children]) accrueShard(world, merged, frame);
  // Under the storage rule only the grid changes, and members move by leaving and joining.
  const movers =
    rules.mergeRule !== "storage"
      ? movingAllocations(network, parent, [parent, ...children].flatMap(allocationsOn), frame)
      : [];
  const held = movers.map((allocation) => ringPositions.holds(allocation));
  for (const allocation of movers) ringPositions.vacate(allocation);
  for (const child of children) {
    world.fees?.inherit(child, parent);
    rebuildRings(network, child, frame);
    retireShard(network, child, frame, "merge");
    wakeRemaining(network, child, frame);
    updateRate(world, child);
  }
  movers.forEach((allocation, k) => {
    const other = world.allocations.shard[allocation];
    moveAllocation(network, allocation, parent);
    const why = "its shard merged with its sibling";
    const cause = { code: "merge", shard: other, ...latestOf(network, "form", other) } as const;
    recordOf(network, allocation, { rule: mergeRuleOf(network), what: "moved to the whole", why, cause, other });
    if (held[k]) ringPositions.take(allocation);
    watchIdleness(network, allocation, frame);
  });
  totals.merges++;
  kernel.fingerprint.word(parent).word(intoOne);
  network.market.hasNewShards = true;
}

/** Where filters retire, the place that is given up is historic. */
const oneIsEnough = (network: Pick<Network, "rules">): Closure => ({
  rule: mergeRuleOf(network),
  why: "its prover has another place on the merged shard",
  cause: { code: "merge" },
  isHistoric: bySiblings(network.rules),
});

/**
 * Allocations of the children, whatever their status, that move to the parent; `all` are theirs and its own. A prover with several allocations among
 * them and the parent's own keeps one: an active one before others, then the earliest join; the rest are closed.
 */
function movingAllocations(
  network: ClosingServices,
  parent: number,
  all: readonly number[],
  frame: number,
): readonly number[] {
  const { allocations } = network.world;
  const { status, joinFrame } = allocations;
  const held = all.filter((allocation) => isHeld(status[allocation]));
  const isActive = (allocation: number): number => Number(status[allocation] === Status.active);
  const { filter } = network.world.shards;
  held.sort(
    (a, b) =>
      isActive(b) - isActive(a) ||
      joinFrame[a] - joinFrame[b] ||
      byBytes(filter[allocations.shard[a]], filter[allocations.shard[b]]) ||
      network.world.provers.compareAddress(allocations.prover[a], allocations.prover[b]),
  );
  const provers = new Set<number>();
  const kept: number[] = [];
  for (const allocation of held) {
    const prover = allocations.prover[allocation];
    if (provers.has(prover)) close(network, allocation, frame, oneIsEnough(network));
    else if (allocations.shard[allocation] !== parent) kept.push(allocation);
    provers.add(prover);
  }
  return kept;
}

const isHeld = (status: number): boolean =>
  status === Status.joining || status === Status.active || status === Status.paused || status === Status.leaving;
