/** Requests that nobody answered in time, and leaves that take effect. */
import type { ClosingServices, RulesInForce, ScenarioGiven } from "../../changes/network.js";
import { nodeTiming } from "../../protocol/proposer/timing.js";
import { reasonFor } from "../../state/ledger/reasons.js";
import { Status } from "../../state/allocations.js";
import { nextEpochStart, requestLapses } from "../../protocol/lifecycle/request-windows.js";
import { close, type Closure } from "../../changes/allocations/close.js";
import { keepsLapsedJoins } from "../../changes/nodes/answers-joins.js";
import type { Logged } from "../../state/log/log-of.js";

/** Closes the requests and leaves that are over in this frame. */
export function expireDue(network: ClosingServices & ScenarioGiven, frame: number): void {
  for (const allocation of network.calendars.expiries.take(frame)) {
    const closure = closureOf(network, allocation, frame);
    if (closure !== null) close(network, allocation, frame, closure);
  }
}

const closures = {
  unanswered: { rule: "proposer.plan", why: "the proposal was refused or lost", cause: { code: "unanswered" } },
  lapsed: {
    rule: "lifecycle.confirmTiming",
    why: "the join was not answered in its window",
    cause: { code: "not_answered_in_time" },
  },
  leaveTookEffect: { rule: "lifecycle.effectiveStatus", why: "its confirmed leave took effect" },
  leaveLapsed: { rule: "lifecycle.effectiveStatus", why: "its leave was not answered and is done" },
} as const;

/** Why an allocation is over in this frame; null if it is not. */
function closureOf(network: RulesInForce & ScenarioGiven & Logged, allocation: number, frame: number): Closure | null {
  const { world, rules } = network;
  const { status, joinFrame, leaveFrame, leaveConfirmFrame } = world.allocations;
  switch (status[allocation]) {
    case Status.proposed:
      return frame >= joinFrame[allocation] + nodeTiming.proposalTimeout ? closures.unanswered : null;
    case Status.joining:
      if (keepsLapsedJoins(network, world.allocations.prover[allocation])) return null;
      return frame >= requestLapses("joining", joinFrame[allocation], network) ? closures.lapsed : null;
    case Status.leaving: {
      const confirmed = leaveConfirmFrame[allocation];
      const isOver =
        confirmed > 0
          ? frame >= nextEpochStart(confirmed, rules)
          : frame >= requestLapses("leaving", leaveFrame[allocation], network);
      if (!isOver) return null;
      const { rule, why } = confirmed > 0 ? closures.leaveTookEffect : closures.leaveLapsed;
      // Whichever way a leave ends, what led to it is why its node asked, not that it would stay after all and was not heard.
      return { rule, why, cause: reasonFor(world.allocations, allocation, "asks to leave", "confirms") };
    }
    default:
      return null;
  }
}
