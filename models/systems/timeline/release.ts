/**
 * A release: other rules from the first moment of a frame on. What the frames before were worth is settled by the rules that they were made
 * by, then everything that stands on a rule that has changed is looked at again.
 */
import type { Network } from "../../changes/network.js";
import { looksOf, renewalParity, renewFrom } from "../../changes/allocations/recorded-epoch.js";
import { reviewStanding } from "../../changes/allocations/standing.js";
import { askOwnStatuses } from "../../changes/allocations/own-status.js";
import { settleCommittee } from "../../changes/allocations/committee.js";
import { resizeRings } from "../../changes/rings/rebuild-rings.js";
import { endSession, followCommittee, seal } from "../../changes/rings/session.js";
import { accrueAll } from "../../changes/rewards/accrual.js";
import { settleSeniorities } from "../../changes/seniority/credit.js";
import { haltStart } from "../../changes/shards/halts.js";
import { payChanged } from "../../changes/shards/world-size.js";
import { countDepth } from "../../changes/shards/page-counts.js";
import { countHealth } from "../../changes/shards/covering.js";
import { noteHappening } from "../../changes/timeline/note.js";
import type { RuleSwitches, SwitchName } from "../../protocol/ground/rule-sets.js";
import { nextEpochStart } from "../../protocol/lifecycle/request-windows.js";
import { activationOf } from "../../scenario/timeline/activation.js";
import { partOf, releasedSwitches, type Release } from "../../scenario/timeline/release.js";
import { isOver, Status } from "../../state/allocations.js";
import { Phase } from "../../state/timeline.js";
import { logOfProver } from "../../state/log/log-of.js";
import { changeRules, releaseOf } from "./change.js";
import type { Effect } from "./effect.js";
import { awaitFloor } from "./floor.js";
import { registerMembers } from "../../changes/allocations/register-members.js";
import { awaitConfirmations, reviewRequest, windows } from "./lifecycle.js";

/** Rules by which it is told whether a shard's frames are made. */
const certifying: readonly SwitchName[] = [
  "consensusKind",
  "voteWeight",
  "quorumRule",
  "leaderRule",
  "viewTimeout",
  "storageOpenings",
  "mergeRule",
  "minimumProvers",
  "splitMembership",
];

/** Rules by which it is told which shards are thin, halt, silence others, or split, whom their frames credit, and what is audited. */
const watching: readonly SwitchName[] = [
  "haltThreshold",
  "haltGraceFrames",
  "haltScope",
  "maximumProvers",
  "creditedSigners",
  "splitOnBytes",
  "storageAudit",
  "auditPopulation",
];

/** Rules by which it is told who serves a shard, and for how long without a message. */
const serving: readonly SwitchName[] = ["committeeMembership", "reconfirm", "lifecycle"];

/** Rules by which rings are paid. */
const paying: readonly SwitchName[] = [
  "ringSize",
  "ringDivisor",
  "emptySlots",
  "issuanceArithmetic",
  "shardDivisor",
  "emissionRule",
  // Also in which leaves scores are counted.
  "lifecycle",
];

export function release(network: Network, { entry, time, frame }: Effect, written: Release): void {
  const { world, rules, kernel } = network;
  const part = partOf(written, time);
  const changed = releasedSwitches(network.scenario, written, rules, part);
  const changes = (names: readonly SwitchName[]): boolean => names.some((name) => changed[name] !== undefined);
  settle(network, changed, frame);
  noteHappening(network, { entry, ...(part === "chain" && { phase: Phase.activates }) });
  countShards(network, -1);
  changeRules(network, entry, kernel.nowUs, part);
  if (part !== "chain") awaitFloor(network, entry);
  if (part === "nodes") awaitActivation(network, entry, frame);
  countShards(network, 1);
  if (changed.lifecycle !== undefined) registerMembers(network, frame);
  if (changes(paying)) pay(network, changed, frame);
  if (changed.committeeSession !== undefined) bindCommittees(network);
  if (changed.haltScope !== undefined) excuseSilenced(world, changed.haltScope, frame);
  if (changed.haltGraceFrames !== undefined) watchStreaks(network, frame);
  if (changed.proverStatus !== undefined) askOwnStatuses(network, changed.proverStatus === "lastOperation", frame);
  world.globalChain?.review(frame);
  if (changed.seniorityAccrual === "perActiveFrame")
    network.calendars.accruals.add(nextEpochStart(world.frame, rules), 0);
  if (changes(watching)) for (let shard = 0; shard < world.shards.count; shard++) network.touched.add(shard);
  for (let allocation = 0; allocation < world.allocations.count; allocation++) {
    if (!isStored(world.allocations.status[allocation])) continue;
    if (changes(windows)) reviewRequest(network, allocation, frame);
    if (changes(serving)) reviewStanding(network, allocation, frame);
    if (changed.ringOrder !== undefined && network.ringPositions.holds(allocation))
      network.ringPositions.take(allocation);
  }
  if (changed.lifecycle !== undefined) awaitConfirmations(network, frame);
  if (changes(["reconfirm", "lifecycle"])) logLooks(network);
  if (
    changes(certifying) ||
    changes(serving) ||
    changed.ringOrder !== undefined ||
    changed.committeeSession !== undefined
  )
    for (let shard = 0; shard < world.shards.count; shard++) reorder(network, shard, frame);
}

/** What the release changes of the chain comes later: so long after it, or with a frame. */
function awaitActivation(network: Network, entry: number, frame: number): void {
  const { kernel, kinds, calendars } = network;
  const { activates } = releaseOf(network, entry);
  if (activates === undefined) return;
  const activation = activationOf(activates);
  if ("frame" in activation) calendars.timeline.add(Math.max(activation.frame, frame + 1), entry);
  else kernel.scheduleWithin(kinds.activation, kernel.nowUs + activation.afterUs, entry);
}

/** Rings hold others, or pay by another formula, from this frame on; frames before it are counted. */
function pay(network: Network, changed: Partial<RuleSwitches>, frame: number): void {
  if (changed.ringSize !== undefined)
    for (let shard = 0; shard < network.world.shards.count; shard++) resizeRings(network, shard, frame);
  payChanged(network);
}

/**
 * Frames that halts have silenced until now are nobody's fault later either. Where each shard is silenced by itself from now on, it keeps what silenced
 * all; where all are, they are excused up to the end of the last halt of any (assumption).
 */
function excuseSilenced(
  { shards, totals }: Network["world"],
  haltScope: RuleSwitches["haltScope"],
  frame: number,
): void {
  const silenced = totals.haltedShards > 0 ? frame - 1 : totals.resumed;
  for (let shard = 0; shard < shards.count; shard++) {
    if (haltScope === "ownShard") shards.resumed[shard] = Math.max(shards.resumed[shard], silenced);
    else totals.resumed = Math.max(totals.resumed, shards.resumed[shard]);
  }
}

/** Streaks that run come to a halt after another grace. */
function watchStreaks(network: Network, frame: number): void {
  const { shards } = network.world;
  for (let shard = 0; shard < shards.count; shard++) {
    if (shards.streakStart[shard] < 0 || shards.halted[shard] === 1) continue;
    network.calendars.halts.add(Math.max(frame, haltStart(network, shards.streakStart[shard])), shard);
  }
}

/** Counts everything up to the frame, by the rules until then. */
function settle(network: Network, changed: Partial<RuleSwitches>, frame: number): void {
  const { world } = network;
  world.globalChain?.stalledBefore(frame);
  accrueAll(world, frame);
  if (changed.seniorityAccrual !== undefined) settleSeniorities(network, frame);
  // Without epochs nothing is renewed.
  if (changed.reconfirm === undefined || network.rules.lifecycle !== "epoch") return;
  const { status } = world.allocations;
  for (let allocation = 0; allocation < world.allocations.count; allocation++) {
    if (status[allocation] !== Status.active) continue;
    renewFrom(network, allocation, frame);
  }
}

/** Splits of this frame find the shard's committee as the new rules have it; whether it makes frames is seen with the others. */
function reorder(network: Network, shard: number, frame: number): void {
  settleCommittee(network, shard, frame);
  followCommittee(network, shard, { frame, looks: false });
  network.touched.add(shard);
}

/** Committees that stay from now on are those of the moment; committees that did follow their members again. */
function bindCommittees({ world: { shards }, rules }: Network): void {
  for (let shard = 0; shard < shards.count; shard++) {
    endSession(shards, shard);
    if (rules.committeeSession === "on") seal(shards, shard);
  }
}

/** Takes all shards out of the counts of health and of rings, or puts them in by the rules of now. */
function countShards({ world, rules }: Network, by: 1 | -1): void {
  for (let shard = 0; shard < world.shards.count; shard++) {
    countHealth(world, shard, by, rules);
    if (world.shards.retired[shard] === 0) countDepth(world, shard, by, rules);
  }
}

/** Nodes that renew by another rule look at other times. */
function logLooks(network: Network): void {
  const { provers, nodes } = network.world;
  if (network.log === null || network.rules.lifecycle !== "epoch") return;
  for (let prover = 0; prover < provers.count; prover++) {
    const node = provers.node[prover];
    if (nodes.gone[node] === 1) continue;
    const figures = { value: looksOf(network, node).phase, other: renewalParity(network, node) };
    logOfProver(network, prover)?.("lifecycle.confirmTiming", "looks", "whether to confirm its places anew", figures);
  }
}

const isStored = (status: number): boolean => !isOver(status) && status !== Status.proposed && status !== Status.free;
