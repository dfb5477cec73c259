/** Registrations that begin or run out with a frame. */
import type { AllocationServices } from "../../changes/network.js";
import { hearConfirmation } from "../../changes/allocations/own-status.js";
import { reviewStanding } from "../../changes/allocations/standing.js";

/** Allocations that begin to count with this frame, or cease to: joins in effect, confirmations that ran out or arrived, provers back in their committees. */
export function standingsDue(network: AllocationServices, frame: number): void {
  const { nextStanding } = network.world.allocations;
  for (const allocation of network.calendars.standings.take(frame)) {
    if (nextStanding[allocation] !== frame) continue;
    nextStanding[allocation] = 0;
    reviewStanding(network, allocation, frame);
  }
  for (const prover of network.calendars.ownStatuses.take(frame)) hearConfirmation(network, prover, frame);
}
