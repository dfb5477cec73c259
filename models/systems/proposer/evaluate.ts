/** What a simulated node does when it looks at its shards: the default node of protocol.md section 9. */
import type { Logged } from "../../state/log/log-of.js";
import { type Happening, recordOf } from "../../state/log/record.js";
import { Message, type MessagePort } from "../../changes/message-port.js";
import { sendRequest } from "../../changes/messages/send-request.js";
import type {
  Network,
  FrameSchedule,
  ProverWatches,
  RandomDraws,
  RulesInForce,
  ShardFigures,
} from "../../changes/network.js";
import { shuffle } from "../../../sim/random/distributions/choose.js";
import { departNow } from "../../changes/nodes/depart.js";
import { Status } from "../../state/allocations.js";
import { Presence } from "../../state/presence.js";
import { answerJoins, isKept } from "../../protocol/proposer/decide.js";
import {
  departs,
  noteAnswer,
  noteLeaves,
  noWorker,
  rescue,
  scoresEnough,
  scoresEnoughAtOnce,
  surplusOf,
  tooDeep,
} from "./answers.js";
import { judgeLeaves, judgePending, type PendingJudgement } from "./judge.js";
import { pendingRings } from "./entry-ring.js";
import { pickJoins } from "./join-picks.js";
import { scoreLeaves, surplusLeaves } from "./leave-picks.js";
import { lookAtAllocations, type NodeView } from "./node-view.js";
import { filtersPerMessage } from "../../protocol/lifecycle/transition.js";
import { guardsThinShards } from "../../protocol/proposer/strategy.js";
import { excessPending } from "../../protocol/proposer/plan.js";
import { nodeTiming } from "../../protocol/proposer/timing.js";
import { nextEpochStart } from "../../protocol/lifecycle/request-windows.js";
import { openAllocation } from "../../changes/allocations/open.js";

/** Lets all nodes look whose turn it is. They see the network as it was before any of them acts. */
export function evaluateDue(network: Network, frame: number): void {
  const { provers, nodes } = network.world;
  for (const node of network.calendars.evaluations.take(frame)) {
    if (nodes.nextEvaluation[node] !== frame) continue;
    nodes.nextEvaluation[node] = -1;
    const prover = nodes.prover[node];
    if (nodes.online[node] === 0 || nodes.gone[node] === 1 || provers.kickFrame[prover] > 0) continue;
    const view = lookAtAllocations(network, prover, frame);
    const next = nodes.departing[node] === 1 ? leaveAll(network, view) : act(network, view, frame);
    if (next < Number.POSITIVE_INFINITY) network.wakeNode(node, Math.max(next, frame + 1));
  }
}

/** One look of a node that stays: answers what is open, then asks for more or for less. Returns its next look. */
function act(
  network: RulesInForce & Logged & FrameSchedule & RandomDraws & ShardFigures & MessagePort & ProverWatches,
  view: NodeView,
  frame: number,
): number {
  const { world } = network;
  const { node, prover } = view;
  const nextTurn = frame + nodeTiming.proposal;
  let next = view.nextChange;
  const answered = answerOpenJoins(network, view);
  if (answered || rejectExcess(network, view)) next = Math.min(next, nextTurn);
  // What it could have is judged before it proposes to have some of it.
  const leaveJudgement = view.openLeaves.length > 0 ? judgePending(network, view, view.openLeaves) : null;
  // While proposals are under way nothing more is asked for; each is answered, or times out and wakes the node.
  const picks = world.nodes.workersFree(node) > 0 && view.proposed === 0 ? pickJoins(network, view, frame) : [];
  if (picks.length > 0) propose(network, prover, picks, frame);
  if (world.nodes.workersFree(node) > 0) {
    // Whoever is after shards looks again when the next epoch has changed them, and so does whoever waits for room on one.
    if (picks.length === 0 && (network.attackers.hunterOf(prover) >= 0 || view.strategy.looksAgain === true))
      next = Math.min(next, Math.max(nextTurn, nextEpochStart(frame, network.rules)));
    else if (picks.length === 0 && view.proposed === 0) network.market.waiting.add(node);
    else next = Math.min(next, nextTurn);
  }
  if (leaveJudgement !== null) {
    answerOpenLeaves(network, view, leaveJudgement);
    next = Math.min(next, nextTurn);
  }
  return Math.min(next, leaveSome(network, view, frame, picks.length > 0));
}

/** Its row may have been another allocation's, from which nothing follows. */
const proposal: Happening = {
  rule: "proposer.plan",
  what: "proposes to join",
  why: "among the best places for its free workers",
  cause: { code: "score_enough", event: -1 },
};

function propose(
  network: RulesInForce & Logged & FrameSchedule & MessagePort,
  prover: number,
  picks: readonly number[],
  frame: number,
): void {
  const proposals = picks.map((shard) => {
    const allocation = openAllocation(network, prover, shard, frame);
    recordOf(network, allocation, proposal);
    return allocation;
  });
  sendRequest(network, prover, Message.join, proposals);
}

/** Confirms or rejects the joins whose window is open (`proposer.decideJoins`); says whether there were any. */
function answerOpenJoins(
  network: RulesInForce & Logged & FrameSchedule & ShardFigures & MessagePort,
  view: NodeView,
): boolean {
  if (view.openJoins.length === 0) return false;
  const { nodes } = network.world;
  const declined = declinedJoins(network, view);
  const wanted =
    declined.length === 0 ? view.openJoins : view.openJoins.filter((allocation) => !declined.includes(allocation));
  const judgement = judgePending(network, view, view.openJoins);
  const available = Math.max(0, nodes.workers[view.node] - view.active.length);
  const answers = answerJoins(wanted, available, judgement);
  const reject = [...declined, ...answers.reject].slice(0, filtersPerMessage);
  // Under frames rejections go alone, whatever they are for.
  const confirm = declined.length > 0 && !guardsThinShards(view.rules) ? [] : answers.confirm;
  const rule = "proposer.decideJoins";
  const tooLow = { why: "another place it could have scores too much better", because: judgement };
  noteAnswer(network, rule, { answer: "rejects", allocations: declined }, tooDeep);
  noteAnswer(network, rule, { answer: "rejects", allocations: answers.reject }, tooLow);
  noteAnswer(network, rule, { answer: "confirms", allocations: confirm }, scoresEnoughAtOnce);
  if (reject.length > 0) sendRequest(network, view.prover, Message.reject, reject);
  if (confirm.length > 0) sendRequest(network, view.prover, Message.confirm, confirm);
  return true;
}

/** Joins that the node's strategy confirms no more, since they would come into a ring that it does not want. */
function declinedJoins(network: RulesInForce & Logged, { strategy, openJoins }: NodeView): readonly number[] {
  const { confirms } = strategy;
  if (confirms === undefined) return [];
  const ringOf = pendingRings(network, openJoins);
  return openJoins.filter((allocation) => !confirms(ringOf(allocation)));
}

/** Confirms or takes back the leaves whose window is open (`proposer.decideLeaves`). */
function answerOpenLeaves(
  network: RulesInForce & Logged & FrameSchedule & ShardFigures & MessagePort,
  view: NodeView,
  judgement: PendingJudgement,
): void {
  const surplus = view.active.length + view.openLeaves.length - network.world.nodes.workers[view.node];
  const { reject, confirm } = judgeLeaves(network, view, judgement);
  const spared =
    view.rules.thinShardRescue === "releasable" ? confirm.filter((allocation) => isKept(allocation, judgement)) : [];
  const rule = "proposer.decideLeaves";
  const low = spared.length === 0 ? confirm : confirm.filter((allocation) => !spared.includes(allocation));
  noteAnswer(network, rule, { answer: "rejects", allocations: reject }, scoresEnough);
  const tooLow = { why: "the place still scores too little", because: judgement };
  noteAnswer(network, rule, { answer: "confirms", allocations: low }, tooLow);
  if (spared.length > 0) {
    const why = "a thin shard waits for its worker, and its shard can spare it";
    noteAnswer(network, rule, { answer: "confirms", allocations: spared }, { why, because: rescue(network, view) });
  }
  // Workers that are no longer there cannot stay, whatever their allocations are worth.
  const stay = surplus > 0 ? reject.slice(surplus) : reject;
  const go = surplus > 0 ? [...confirm, ...reject.slice(0, surplus)] : confirm;
  if (stay.length > 0) sendRequest(network, view.prover, Message.reject, stay);
  if (go.length > 0) sendRequest(network, view.prover, Message.confirm, go);
}

/** Takes back joins for which the node has lost the workers, drawn at random (`proposer.excessPending`). */
function rejectExcess(
  network: RulesInForce & Logged & FrameSchedule & RandomDraws & MessagePort,
  view: NodeView,
): boolean {
  const { world, draws } = network;
  const { node, prover } = view;
  const count = excessPending({
    workers: world.nodes.workers[node],
    active: view.active.length,
    pending: view.joining,
  });
  if (count === 0) return false;
  const pending = world.allocationIndex
    .of(prover)
    .filter((allocation) => world.allocations.status[allocation] === Status.joining);
  shuffle(draws.provers.purpose("excess joins").frameCursor(prover, world.frame), pending);
  const excess = pending.slice(0, count);
  noteAnswer(network, "proposer.excessPending", { answer: "rejects", allocations: excess }, noWorker);
  sendRequest(network, prover, Message.reject, excess);
  return true;
}

/**
 * Leaves what the node has no workers or no reason for, at most one kind in a turn and none in that of a join: turns are as far
 * apart as proposals have to be. Returns the frame at which there is more to leave.
 */
function leaveSome(
  network: RulesInForce & Logged & FrameSchedule & ShardFigures & MessagePort,
  view: NodeView,
  frame: number,
  hasJoined: boolean,
): number {
  const { nodes, totals } = network.world;
  const interest = nodes.leaveInterest[view.node] === 1;
  const surplus = surplusLeaves(network, view);
  const nextTurn = frame + nodeTiming.proposal;
  if (surplus.length === 0 && !interest) return view.leavableFrom;
  if (hasJoined) return nextTurn;
  if (surplus.length > 0) {
    const reason = { why: noWorker.why, because: surplusOf(network) };
    noteAnswer(network, "proposer.planLeaves", { answer: "asks to leave", allocations: surplus }, reason);
    for (const allocation of surplus) network.world.allocations.isSwap[allocation] = 0;
    askToLeave(network, view, surplus);
    // Should it not be heard, the same is asked for again.
    return interest ? nextTurn : frame + nodeTiming.leaveSameFilter;
  }
  nodes.leaveInterest[view.node] = 0;
  if (totals.haltedShards > 0) return view.leavableFrom;
  const { leaves, freshUntil, best } = scoreLeaves(network, view, frame);
  if (freshUntil < Number.POSITIVE_INFINITY) nodes.leaveInterest[view.node] = 1;
  if (leaves.length === 0) return Math.min(freshUntil, view.leavableFrom);
  noteLeaves(network, view, { leaves, best });
  for (const { id, isSwap } of leaves) network.world.allocations.isSwap[id] = isSwap ? 1 : 0;
  askToLeave(
    network,
    view,
    leaves.map(({ id }) => id),
  );
  // What is under way rescues nothing yet, so there may be more to leave as soon as it may ask again.
  nodes.leaveInterest[view.node] = 1;
  return nextTurn;
}

/** Sends a leave, and keeps from asking for the same allocations again for a while. */
function askToLeave(
  network: RulesInForce & Logged & FrameSchedule & MessagePort,
  { prover }: NodeView,
  allocations: readonly number[],
): void {
  const { leaveAsked } = network.world.allocations;
  for (const allocation of allocations) leaveAsked[allocation] = network.world.frame;
  sendRequest(network, prover, Message.leave, allocations);
}

/** A node whose operator leaves gives up every allocation and is gone once it holds none. */
function leaveAll(network: Network, view: NodeView): number {
  const { world, calendars } = network;
  if (world.nodes.workersBusy[view.node] === 0) {
    // A sealed committee that it still sits in has this frame's vote.
    const isSealedIn = world.allocationIndex
      .of(view.prover)
      .some((allocation) => world.allocations.ring[allocation] >= 0);
    if (isSealedIn) calendars.presence.addPair(world.frame + 1, view.node, Presence.vanished);
    else departNow(network, view.node, "operator_leaves");
    return Number.POSITIVE_INFINITY;
  }
  const rule = "scenario.operators";
  noteAnswer(network, rule, { answer: "rejects", allocations: view.openJoins }, departs);
  noteAnswer(network, rule, { answer: "confirms", allocations: view.openLeaves }, departs);
  noteAnswer(network, rule, { answer: "asks to leave", allocations: view.active }, departs);
  for (const allocation of view.active) world.allocations.isSwap[allocation] = 0;
  if (view.active.length > 0) sendRequest(network, view.prover, Message.leave, view.active);
  if (view.openJoins.length > 0) sendRequest(network, view.prover, Message.reject, view.openJoins);
  if (view.openLeaves.length > 0) sendRequest(network, view.prover, Message.confirm, view.openLeaves);
  const isBusy = view.active.length + view.openJoins.length + view.openLeaves.length > 0;
  return isBusy ? world.frame + nodeTiming.proposal : view.nextChange;
}
