/** Planned outages: nodes pause their allocations before they go off, and resume them when they are back. */
import type { Logged } from "../../state/log/log-of.js";
import { latestOf, recordOf } from "../../state/log/record.js";
import { allMakers, Message, type MessagePort } from "../../changes/message-port.js";
import type { Network, ClosingServices, FrameSchedule, RulesInForce } from "../../changes/network.js";
import { filterMessageBytes } from "../../protocol/transport/message-bytes.js";
import { Status } from "../../state/allocations.js";
import { effectiveStatusFrames } from "../../protocol/lifecycle/effective-status.js";
import { close } from "../../changes/allocations/close.js";
import { transition } from "../../protocol/lifecycle/transition.js";
import { mayResume, pauseFramesMax } from "../../protocol/lifecycle/windows.js";
import { Due, sendResumes } from "../../changes/nodes/resumes.js";
import { noteOperation } from "../../changes/allocations/own-status.js";
import { pauseAllocation, resumeAllocation } from "../../changes/allocations/pause.js";

/** As the fingerprint has them. */
const folded = { pause: 0, resume: 1 } as const;

/** Nodes that announce their outage send pauses for all active allocations; they arrive with the frame in which it begins. */
export function announceOutages(network: Logged & FrameSchedule & MessagePort, frame: number): void {
  const { world, calendars } = network;
  for (const node of calendars.plannedOutages.take(frame)) {
    if (world.nodes.online[node] === 0) continue;
    const prover = world.nodes.prover[node];
    const { status } = world.allocations;
    const active = world.allocationIndex.of(prover).filter((allocation) => status[allocation] === Status.active);
    network.send(Message.pause, prover, allMakers, active, filterMessageBytes(active.length));
  }
}

/** Applies the pauses and resumes that arrive in this frame, and ends pauses that lasted too long. */
export function pauseDue(network: Network, frame: number): void {
  const due = network.calendars.pauses.take(frame);
  for (let k = 0; k < due.length; k += 2) {
    const item = due[k + 1];
    if (due[k] === Message.pause) pause(network, item, frame);
    else if (due[k] === Message.resume) resume(network, item, frame);
    else if (due[k] === Due.lapse) lapse(network, item, frame);
    else sendResumes(network, item, frame);
  }
}

function pause(network: Network, allocation: number, frame: number): void {
  const { world, rules, calendars, kernel } = network;
  if (world.allocations.status[allocation] !== Status.active) return;
  if (transition("active", "pause", rules.lifecycle) !== "paused") return;
  kernel.fingerprint.word(folded.pause).word(allocation);
  const cause = { code: "outage_announced", event: -1 } as const;
  recordOf(network, allocation, {
    rule: "lifecycle.transition",
    what: "paused",
    why: "its node announced an outage",
    cause,
  });
  pauseAllocation(network, allocation, frame);
  noteOperation(network, world.allocations.prover[allocation], "paused", frame);
  if (!mayResume(pauseFramesMax + 1, rules.lifecycle)) {
    calendars.pauses.addPair(frame + pauseFramesMax + 1, Due.lapse, allocation);
  }
  // An outage shorter than a frame is over before its announcement arrives.
  const prover = world.allocations.prover[allocation];
  if (world.nodes.online[world.provers.node[prover]] === 1)
    calendars.pauses.addPair(frame + 1, Due.sendResumes, prover);
}

/** Active again, if not for too long (`lifecycle.resumeTiming`). */
function resume(network: Network, allocation: number, frame: number): void {
  const { world, rules, kernel } = network;
  const { allocations } = world;
  const prover = allocations.prover[allocation];
  if (allocations.status[allocation] !== Status.paused) return;
  if (!mayResume(frame - allocations.pauseFrame[allocation], rules.lifecycle)) return;
  if (transition("paused", "resume", rules.lifecycle) !== "active") return;
  kernel.fingerprint.word(folded.resume).word(allocation);
  const cause = { code: "outage_over", ...latestOf(network, "presence", prover) } as const;
  recordOf(network, allocation, { rule: "lifecycle.resumeTiming", what: "resumed", why: "its node is back", cause });
  resumeAllocation(network, allocation, frame);
  noteOperation(network, prover, "active", frame);
  network.wakeNode(world.provers.node[prover], frame);
}

function lapse(network: ClosingServices & RulesInForce, allocation: number, frame: number): void {
  const { status, joinFrame, leaveFrame, pauseFrame } = network.world.allocations;
  // A release may have taken the limit away since.
  if (status[allocation] !== Status.paused || network.rules.lifecycle === "epoch") return;
  const paused = {
    status: "paused",
    filter: "",
    joinFrame: joinFrame[allocation],
    joinConfirmFrame: 0,
    leaveFrame: leaveFrame[allocation],
    leaveConfirmFrame: 0,
    epoch: 0,
    pauseFrame: pauseFrame[allocation],
  } as const;
  if (effectiveStatusFrames(paused, frame, network.history.enrolment) !== "ExpiredLeaving") return;
  close(network, allocation, frame, {
    rule: "lifecycle.resumeTiming",
    why: "its pause was longer than 360 frames",
    cause: { code: "pause_too_long" },
  });
}
