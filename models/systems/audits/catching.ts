/** The storage audit of the simulated shards: members caught with openings that do not hold are kicked. */
import { kick } from "../lifecycle/kick.js";
import type { Network } from "../../network.js";
import { Status } from "../../state/allocations.js";

const failedAudit = { rule: "audit.selected", why: "an audited opening of its prover did not hold" };

/** Members that this frame's audit finds out. Ask before a halt of the frame stops anybody from taking part in the next. */
export function caughtIn({ cheaters, calendars }: Network, frame: number): readonly number[] {
  if (cheaters === null) return [];
  return calendars.audits.take(frame).filter((allocation) => cheaters.isCaught(allocation, frame));
}

/**
 * Kicks the provers of members that were caught. They took part in the frame, whose rewards they keep, and counted for
 * its coverage: audits come after coverage and evictions (protocol.md section 16).
 */
export function kickCaught(network: Network, caught: readonly number[], frame: number): void {
  const { prover, status } = network.world.allocations;
  for (const allocation of caught) {
    if (status[allocation] === Status.left || status[allocation] === Status.free) continue;
    kick(network, prover[allocation], frame, failedAudit);
  }
}
