/** Requests that nobody answered in time, and leaves that take effect. */
import type { Network } from "../network.js";
import { nodeTiming } from "../proposer/timing.js";
import { Status } from "../state/allocations.js";
import { nextEpochStart, requestLapses } from "./request-windows.js";
import { close } from "./requests.js";

/** Closes the requests and leaves that are over in this frame. */
export function expireDue(network: Network, frame: number): void {
  for (const allocation of network.calendars.expiries.take(frame)) {
    if (isOver(network, allocation, frame)) close(network, allocation, frame);
  }
}

function isOver(network: Network, allocation: number, frame: number): boolean {
  const { world, rules } = network;
  const { status, joinFrame, leaveFrame, leaveConfirmFrame } = world.allocations;
  switch (status[allocation]) {
    case Status.proposed:
      return frame >= joinFrame[allocation] + nodeTiming.proposalTimeout;
    case Status.joining:
      return frame >= requestLapses("joining", joinFrame[allocation], network);
    case Status.leaving: {
      const confirmed = leaveConfirmFrame[allocation];
      return (
        frame >=
        (confirmed > 0 ? nextEpochStart(confirmed, rules) : requestLapses("leaving", leaveFrame[allocation], network))
      );
    }
    default:
      return false;
  }
}
