/** Requests of provers, applied in the order in which they arrive: join, confirm, reject, leave. */
import { Reporter } from "../../state/log/event-log.js";
import { logChangeOf, type Logged } from "../../state/log/log-of.js";
import { type Happening, recordOf } from "../../state/log/record.js";
import { reasonFor } from "../../state/ledger/reasons.js";
import { Message } from "../../changes/message-port.js";
import type { RequestKind } from "../../changes/messages/send-request.js";
import type { AllocationServices, Network, RulesInForce } from "../../changes/network.js";
import { nodeTiming } from "../../protocol/proposer/timing.js";
import { importSeniority } from "../../changes/seniority/import-seniority.js";
import { Status } from "../../state/allocations.js";
import { refusalOf, refusedByOther, refusedWithOthers } from "./join-gate.js";
import { overlookedRejects } from "./reject-filters.js";
import { inOrderOfArrival } from "./arrival-order.js";
import { epochNumber } from "../../protocol/clock/epoch.js";
import { mayLeave } from "../../protocol/lifecycle/transition.js";
import { mayConfirm, mayReject } from "../../protocol/lifecycle/request-windows.js";
import { close } from "../../changes/allocations/close.js";
import { activate, beginJoin } from "../../changes/allocations/join.js";
import { noteOperation, zeroBalance } from "../../changes/allocations/own-status.js";
import { beginLeave, cancelLeave, confirmLeave } from "../../changes/allocations/leave.js";

export function applyRequests(network: Network, frame: number): void {
  const due = inOrderOfArrival(network, network.calendars.requests.take(frame), frame);
  const refusedWhole = refusedWithOthers(network, due, frame);
  const overlooked = overlookedRejects(network, due);
  for (let k = 0; k < due.length; k += 2) {
    const kind = due[k] as RequestKind;
    const allocation = due[k + 1];
    if (isHeldBack(network, network.world.allocations.prover[allocation], frame)) {
      network.defer(kind, allocation);
      continue;
    }
    network.kernel.fingerprint.word(kind).word(allocation);
    if (kind === Message.join) join(network, allocation, refusedWhole, frame);
    else if (kind === Message.confirm) confirm(network, allocation, frame);
    else if (kind === Message.reject) reject(network, allocation, { isOverlooked: overlooked.has(allocation) }, frame);
    else leave(network, allocation, frame);
  }
}

/**
 * Whether the frame that lost a fork held the prover's requests: each reached one of the makers first (assumption). They
 * are heard one frame later.
 */
function isHeldBack({ draws, world }: Pick<Network, "world" | "draws">, prover: number, frame: number): boolean {
  if (world.forkWinner < 0) return false;
  return draws.provers.purpose("frame that holds a request").below(prover, frame, 2) !== world.forkWinner;
}

const isAnsweredInEpochs = ({ rules }: Pick<Network, "rules">): boolean => rules.confirmWindow === "nextEpoch";

/** When an answer to a request is allowed, in words for the log. */
const inNextEpoch = "can be answered in the next epoch only";
const inWindow = "can be answered from 360 to 720 frames later";

/** Nothing happens as often where many ask in vain, so that it is said in two objects and not in one for each join. */
const accepted = (why: string): Happening => ({
  rule: "lifecycle.joinGate",
  what: "join accepted",
  why,
  cause: { code: "asked" },
});
const [acceptedForEpoch, acceptedForWindow] = [accepted(inNextEpoch), accepted(inWindow)];

function join(network: Network, allocation: number, refusedWhole: ReadonlySet<number>, frame: number): void {
  const { prover, status } = network.world.allocations;
  if (status[allocation] !== Status.proposed) return;
  const refusal = refusalOf(network, allocation, frame) ?? (refusedWhole.has(allocation) ? refusedByOther : null);
  if (refusal !== null) {
    recordOf(network, allocation, { ...refusal, what: "join refused" });
    return;
  }
  recordOf(network, allocation, isAnsweredInEpochs(network) ? acceptedForEpoch : acceptedForWindow);
  network.world.totals.joins++;
  beginJoin(network, allocation, frame);
  zeroBalance(network, prover[allocation], frame);
  noteOperation(network, prover[allocation], "joining", frame);
  importSeniority(network, prover[allocation], frame);
}

function confirm(network: AllocationServices, allocation: number, frame: number): void {
  const { status, joinFrame, leaveFrame } = network.world.allocations;
  if (status[allocation] === Status.joining) {
    if (mayConfirm("joining", joinFrame[allocation], frame, network)) admit(network, allocation, frame);
  } else if (status[allocation] === Status.leaving) {
    if (mayConfirm("leaving", leaveFrame[allocation], frame, network)) release(network, allocation, frame);
  }
}

function admit(network: AllocationServices, allocation: number, frame: number): void {
  const { world, rules } = network;
  world.totals.confirms++;
  recordOf(network, allocation, {
    rule: "lifecycle.confirmTiming",
    what: "join confirmed",
    why: rules.lifecycle === "epoch" ? "active by stored status, in effect from the next epoch" : "active at once",
    cause: reasonFor(world.allocations, allocation, "confirms"),
  });
  const epoch = epochNumber(frame, rules.epochFrames) + 1;
  activate(network, allocation, { confirmed: frame, lastActive: frame, epoch }, frame);
  noteOperation(network, world.allocations.prover[allocation], "active", frame);
}

/** A confirmed leave: over at once under frame windows, at the start of the next epoch under epochs. */
function release(network: AllocationServices, allocation: number, frame: number): void {
  const { world, rules } = network;
  const { shards } = world;
  const shard = world.allocations.shard[allocation];
  const prover = world.allocations.prover[allocation];
  const counted = {
    otherActive: shards.active[shard],
    // Whoever leaves serves until it goes: under windows of frames too, where a leave may read as over before it is.
    committee: shards.covering[shard] + shards.leaving[shard],
    isSplitAway: shards.retired[shard] === 1,
  };
  if (!mayLeave(counted, rules)) {
    // Asked first, as in a herd millions of confirmations are held back.
    if (network.log !== null) recordHeldBack(network, allocation);
    return;
  }
  if (rules.lifecycle !== "epoch") {
    const cause = reasonFor(world.allocations, allocation, "confirms");
    close(network, allocation, frame, { rule: "lifecycle.confirmTiming", why: "its leave was confirmed", cause });
    noteOperation(network, prover, "left", frame);
    return;
  }
  // A second confirmation of a leave changes nothing that one could tell.
  const isFirst = world.allocations.leaveConfirmFrame[allocation] === 0;
  if (isFirst)
    recordOf(network, allocation, {
      rule: "lifecycle.confirmTiming",
      what: "leave confirmed",
      why: "serves to the end of the epoch",
      cause: reasonFor(world.allocations, allocation, "confirms"),
    });
  confirmLeave(network, allocation, frame);
  if (isFirst) noteOperation(network, prover, "leaving", frame);
}

function recordHeldBack(network: RulesInForce & Logged, allocation: number): void {
  const reason = reasonFor(network.world.allocations, allocation, "confirms");
  const record = logChangeOf(network, allocation, Reporter.network, reason);
  const whoStays =
    network.rules.leaveGate === "committee" ? "its committee is too small" : "too few other provers are active";
  record?.("lifecycle.leaveConfirmGate", "leave held back", whoStays);
}

/** Takes back a join or leave, unless its filter is one of many of which one counts only. */
function reject(
  network: AllocationServices,
  allocation: number,
  { isOverlooked }: { readonly isOverlooked: boolean },
  frame: number,
): void {
  if (isOverlooked) return;
  const { world } = network;
  const { allocations } = world;
  const prover = allocations.prover[allocation];
  const status = allocations.status[allocation];
  if (status === Status.joining && mayReject("joining", allocations.joinFrame[allocation], frame, network)) {
    world.totals.rejects++;
    close(network, allocation, frame, {
      rule: "lifecycle.rejectTiming",
      why: "its node rejected the join",
      cause: reasonFor(allocations, allocation, "rejects"),
      backOffFrames: nodeTiming.backOffAfterReject,
    });
    noteOperation(network, prover, "left", frame);
  } else if (status === Status.leaving && mayReject("leaving", allocations.leaveFrame[allocation], frame, network)) {
    recordOf(network, allocation, {
      rule: "lifecycle.rejectTiming",
      what: "stays",
      why: "its node took the leave back",
      cause: reasonFor(allocations, allocation, "rejects"),
    });
    cancelLeave(network, allocation, frame);
    noteOperation(network, prover, "active", frame);
  }
}

function leave(network: AllocationServices, allocation: number, frame: number): void {
  const { allocations, totals } = network.world;
  if (allocations.status[allocation] !== Status.active) return;
  totals.leaves++;
  totals.rescueLeaves += allocations.isSwap[allocation];
  recordOf(network, allocation, {
    rule: "lifecycle.transition",
    what: "leave asked for",
    why: isAnsweredInEpochs(network) ? inNextEpoch : inWindow,
    cause: reasonFor(allocations, allocation, "asks to leave"),
    value: allocations.isSwap[allocation],
  });
  beginLeave(network, allocation, frame);
  noteOperation(network, allocations.prover[allocation], "leaving", frame);
}
