/** Allocations under the first epochs of a network that had none (protocol.md 6.3; how it took over is an assumption, docs/scenarios.md). */
import { epochNumber } from "../../protocol/clock/epoch.js";
import { Status } from "../../state/allocations.js";
import type { AllocationServices } from "../network.js";

/**
 * With the first epochs whoever is a member is registered for the epoch of this frame, and its join is in effect: nobody drops out by the
 * release itself. Who is active renews by looks from this frame on.
 */
export function registerMembers({ world, rules }: AllocationServices, frame: number): void {
  const { status, epoch, joinConfirmFrame, activeSince } = world.allocations;
  const current = epochNumber(frame, rules.epochFrames);
  for (let allocation = 0; allocation < world.allocations.count; allocation++) {
    const isActive = status[allocation] === Status.active;
    if (!isActive && status[allocation] !== Status.leaving && status[allocation] !== Status.paused) continue;
    epoch[allocation] = Math.max(epoch[allocation], current);
    joinConfirmFrame[allocation] = Math.max(0, Math.min(joinConfirmFrame[allocation], current * rules.epochFrames - 1));
    if (isActive) activeSince[allocation] = frame;
  }
}
