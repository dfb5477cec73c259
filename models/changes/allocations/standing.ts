/**
 * What allocations of a simulated network count for, kept as the pure rules say: whether one covers its shard, and
 * whether it sits in its committee and rings. Every change of status and of presence ends here, and so does what
 * changes by itself when an epoch begins or a confirmation arrives.
 */
import { setCovering } from "../shards/covering.js";
import type { Logged } from "../../state/log/log-of.js";
import { type Happening, latestOf, recordOf } from "../../state/log/record.js";
import type { AllocationServices, FrameSchedule, RandomDraws, RulesInForce, ShardUpdates } from "../network.js";
import { Status } from "../../state/allocations.js";
import { effectFrame } from "../../protocol/lifecycle/epoch.js";
import { setDeferred } from "./deferred.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { watchIdleness } from "./idleness.js";
import { countsForCoverage, countsInCommittee, followsStoredStatus } from "../../protocol/lifecycle/membership.js";
import { nextRegistration, recordedEpoch } from "./recorded-epoch.js";
import { inEffectFrom, requestLapses } from "../../protocol/lifecycle/request-windows.js";
import type { Allocation, StoredStatus } from "../../protocol/lifecycle/status.js";

/** In the order of the table's numbers; a proposal, and a row without an allocation, are stored nowhere in the network. */
const storedStatus: readonly StoredStatus[] = [
  "joining",
  "active",
  "paused",
  "leaving",
  "left",
  "left",
  "left",
  "historic",
];

/** The allocation whose standing is brought up to date: one object for all, as there is one at a time, and millions in a run. */
const lent: { -readonly [field in keyof Allocation]: Allocation[field] } = {
  status: "historic",
  filter: "",
  joinFrame: 0,
  joinConfirmFrame: 0,
  leaveFrame: 0,
  leaveConfirmFrame: 0,
  epoch: 0,
};

/** An allocation as the rules see it at `frame`: of the same fields in the same order as that which is lent, so that the engine knows one kind of object. */
export function storedAllocation(
  network: RulesInForce & Logged & RandomDraws,
  allocation: number,
  frame: number,
): Allocation {
  const { status, filter, joinFrame, joinConfirmFrame, leaveFrame, leaveConfirmFrame, epoch } = lentAllocation(
    network,
    allocation,
    frame,
  );
  return { status, filter, joinFrame, joinConfirmFrame, leaveFrame, leaveConfirmFrame, epoch };
}

/** The same, valid until the next call. */
function lentAllocation(network: RulesInForce & Logged & RandomDraws, allocation: number, frame: number): Allocation {
  const { allocations, shards } = network.world;
  lent.status = storedStatus[allocations.status[allocation]];
  lent.filter = shards.filter[allocations.shard[allocation]];
  lent.joinFrame = allocations.joinFrame[allocation];
  lent.joinConfirmFrame = allocations.joinConfirmFrame[allocation];
  lent.leaveFrame = allocations.leaveFrame[allocation];
  lent.leaveConfirmFrame = allocations.leaveConfirmFrame[allocation];
  lent.epoch = recordedEpoch(network, allocation, frame);
  return lent;
}

/** Brings what the allocation counts for up to date, and sees to it that its next change of itself is not missed. */
export function updateStanding(network: AllocationServices, allocation: number, frame: number): void {
  const { world, rules, ringPositions } = network;
  const stored = lentAllocation(network, allocation, frame);
  setCovering(network, allocation, countsForCoverage(stored, frame, rules) ? 1 : 0);
  setDeferred(world, allocation, isDeferred(stored, frame, rules) ? 1 : 0);
  const isInCommittee = world.takesIn(allocation) && countsInCommittee(stored, frame, rules);
  // Its shard has to look at its rings, even where nothing but the time has changed.
  // Where nobody serves, whoever is active stands in.
  const shard = world.allocations.shard[allocation];
  const goesByEffect = !followsStoredStatus(rules);
  const areStandIns = goesByEffect && world.shards.standIns[shard] === 1;
  const mayStandIn = areStandIns || (goesByEffect && world.shards.inRings[shard] === 0);
  if (mayStandIn || isInCommittee !== ringPositions.holds(allocation)) network.touched.add(shard);
  // Who stands in goes on to until its shard is looked at, or its idle time would begin anew.
  const standsIn = areStandIns && stored.status === "active" && world.takesIn(allocation);
  if (!isInCommittee && !standsIn) ringPositions.vacate(allocation);
  if (isInCommittee && !ringPositions.holds(allocation)) takePosition(network, allocation, frame);
  // Whoever is away is idle out of its committees too, from when its join is in effect.
  const isAway = world.nodes.online[world.provers.node[world.allocations.prover[allocation]]] === 0;
  if (isAway && !world.takesIn(allocation) && stored.status === "active") watchIdleness(network, allocation, frame);
  scheduleStanding(network, allocation, frame, stored.epoch);
}

/** Whether a join is confirmed, and takes effect only in an epoch to come. */
function isDeferred({ status, joinConfirmFrame }: Allocation, frame: number, rules: RuleSwitches): boolean {
  return rules.lifecycle === "epoch" && status === "active" && frame < inEffectFrom(joinConfirmFrame, rules);
}

/** Notes when the allocation, which is `recorded` by now, next counts for something else without a message. */
function scheduleStanding(
  network: RulesInForce & Logged & FrameSchedule & RandomDraws,
  allocation: number,
  frame: number,
  recorded: number,
): void {
  const { world, rules, calendars } = network;
  const { status, joinConfirmFrame, leaveFrame, leaveConfirmFrame, nextStanding } = world.allocations;
  if (rules.lifecycle !== "epoch") return;
  let next = Number.POSITIVE_INFINITY;
  if (status[allocation] === Status.active) {
    const from = inEffectFrom(joinConfirmFrame[allocation], rules);
    next = frame < from ? from : nextRegistration(network, allocation, frame, recorded);
  }
  if (status[allocation] === Status.leaving && leaveConfirmFrame[allocation] === 0) {
    // Under windows of frames an unanswered leave reads as expired before it is over.
    const expires = effectFrame(leaveFrame[allocation], rules.epochFrames);
    if (frame < expires && expires < requestLapses("leaving", leaveFrame[allocation], network)) next = expires;
  }
  const noted = next < Number.POSITIVE_INFINITY ? next : 0;
  if (nextStanding[allocation] === noted) return;
  nextStanding[allocation] = noted;
  if (noted > 0) calendars.standings.add(noted, allocation);
}

/** Whether its idle time has run since before `frame`, in a committee or out of it: its node is away, and its join was in effect. */
function wasAway({ world, rules }: RulesInForce & Logged, allocation: number, frame: number): boolean {
  const { nodes, provers, allocations } = world;
  const node = provers.node[allocations.prover[allocation]];
  if (nodes.online[node] === 1 || nodes.presenceSince[node] >= frame) return false;
  return rules.lifecycle !== "epoch" || frame > inEffectFrom(allocations.joinConfirmFrame[allocation], rules);
}

/**
 * It belongs in the rings from `frame` on. Its idle time begins, as it could not take part before; that of a node that was away before
 * goes on.
 */
export function takePosition(
  network: RulesInForce & Logged & FrameSchedule & ShardUpdates,
  allocation: number,
  frame: number,
): void {
  const { world, ringPositions } = network;
  const { lastActive } = world.allocations;
  ringPositions.take(allocation);
  if (!wasAway(network, allocation, frame)) lastActive[allocation] = Math.max(lastActive[allocation], frame);
  watchIdleness(network, allocation, frame);
}

/** The same where no message says so: its time has come, or its node went off or came back. Says what changed. */
export function reviewStanding(network: AllocationServices, allocation: number, frame: number): void {
  const { world, rules } = network;
  const { covers, joinConfirmFrame } = world.allocations;
  const covered = covers[allocation];
  updateStanding(network, allocation, frame);
  if (covers[allocation] === covered) return;
  if (covered === 0 && inEffectFrom(joinConfirmFrame[allocation], rules) === frame) {
    recordOf(network, allocation, takesEffect);
    return;
  }
  const happening = covered === 1 ? expiryOf(network, allocation) : confirmedAgain;
  // The epoch is for the log alone, and takes more than the rest.
  const isLogged = network.log !== null;
  recordOf(
    network,
    allocation,
    isLogged ? { ...happening, value: recordedEpoch(network, allocation, frame) } : happening,
  );
}

const takesEffect: Happening = {
  rule: "lifecycle.effectiveStatus",
  what: "takes effect",
  why: "the epoch after the confirmation began",
  cause: { code: "join_confirmed" },
};

const expires = {
  rule: "lifecycle.effectiveStatus",
  what: "expires",
  why: "not confirmed for the epoch that began",
} as const;
const expiresUnconfirmed: Happening = { ...expires, cause: { code: "not_confirmed_again" } };
const expiresAway: Happening = { ...expires, cause: { code: "node_offline" } };

const confirmedAgain: Happening = {
  rule: "lifecycle.confirmTiming",
  what: "confirmed again",
  why: "its node looked after it had expired",
  cause: { code: "confirmed_again" },
};

/** Its node is away, or has not looked in time. Nothing happens as often, so that what is said without a log is always the same. */
function expiryOf(logged: Logged, allocation: number): Happening {
  const { allocations, nodes, provers } = logged.world;
  const prover = allocations.prover[allocation];
  if (nodes.online[provers.node[prover]] === 1) return expiresUnconfirmed;
  if (logged.log === null) return expiresAway;
  return { ...expires, cause: { code: "node_offline", ...latestOf(logged, "presence", prover) } };
}

/** When the allocations of a node expire, or are confirmed again, is another matter now that it is off or back. */
export function reviewStandings(network: AllocationServices, prover: number, frame: number): void {
  const { allocationIndex, provers } = network.world;
  if (network.rules.lifecycle !== "epoch" || provers.active[prover] === 0) return;
  for (
    let allocation = allocationIndex.first(prover);
    allocation >= 0;
    allocation = allocationIndex.after(allocation)
  ) {
    reviewStanding(network, allocation, frame);
  }
}
