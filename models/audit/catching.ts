/** The storage audit of the simulated shards: members caught with openings that do not hold are kicked. */
import { kick } from "../lifecycle/kick.js";
import type { Network } from "../network.js";
import { Status } from "../state/allocations.js";

const failedAudit = { rule: "audit.selected", why: "an audited opening of its prover did not hold" };

/**
 * Kicks the provers whose members this frame's audit finds out. They took part in the frame, whose rewards they keep.
 */
export function auditDue(network: Network, frame: number): void {
  const { cheaters, calendars, world } = network;
  if (cheaters === null) return;
  const { prover, status } = world.allocations;
  for (const allocation of calendars.audits.take(frame)) {
    if (status[allocation] === Status.left || status[allocation] === Status.free) continue;
    if (cheaters.isCaught(allocation, frame)) kick(network, prover[allocation], frame, failedAudit);
  }
}
